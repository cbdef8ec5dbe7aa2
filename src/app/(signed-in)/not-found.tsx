import { NothingHere } from "@/components/stand-ins";
import { getWords } from "@/server/locale";

/** Within the frame: what isn't there, and what isn't the visitor's to see, look the same. */
export default async function NotFound() {
  const words = await getWords();
  return <NothingHere words={[words("errors.notFoundTitle"), words("errors.notFoundLead"), words("errors.notFoundText"), words("errors.toFirstPage")]} />;
}
