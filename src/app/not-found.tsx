import { NothingHere } from "@/components/stand-ins";
import { getCurrentPack } from "@/server/auth";
import { isDemonstrationOpen } from "@/server/env";
import { getWords } from "@/server/locale";

export const dynamic = "force-dynamic";

/** What isn't there, and what isn't the visitor's to see, look the same. */
export default async function NotFound() {
  const words = await getWords();
  return (
    <NothingHere
      words={[words("errors.notFoundTitle"), words("errors.notFoundLead"), words("errors.notFoundText"), words("errors.toFirstPage")]}
      frame={[words("frame.skip"), (await getCurrentPack()).municipality.name, isDemonstrationOpen() ? words("frame.demonstration") : ""]}
    />
  );
}
