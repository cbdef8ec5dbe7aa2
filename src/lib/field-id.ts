/** The id of a field's control, made of its name: for labels, error texts and the summary's links. */
export function fieldId(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
}
