import { fieldsOf, type OpenDataset, type Resource, type ResourceFields, type Resources } from "./schema";

/** The resources of the registers that the municipality keeps. */
export function listResources(resources: Resources): Resource[] {
  return resources.filter(({ isKept }) => isKept?.() !== false);
}

/** The resource of a name; null when there is none, or its register isn't kept. */
export function findResource(resources: Resources, name: string): Resource | null {
  return listResources(resources).find((resource) => resource.name === name) ?? null;
}

/** A data set, and the resource that it is taken out of. */
export interface Published {
  resource: Resource;
  dataset: OpenDataset;
}

/** The data sets that can be published of the registers that the municipality keeps. */
export function listDatasets(resources: Resources): Published[] {
  return listResources(resources).flatMap((resource) => (resource.openData === undefined ? [] : [{ resource, dataset: resource.openData }]));
}

/** The fields of a data set, in their order; throws where its resource has no such field. */
export function datasetFields(resource: Resource, { fields }: OpenDataset): ResourceFields {
  const all = fieldsOf(resource);
  return Object.fromEntries(
    ["id", ...fields].map((name) => {
      const field = all[name];
      if (field === undefined) throw new Error(`${resource.name} has no field ${name}`);
      return [name, field];
    }),
  );
}
