import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { getWords } from "@/server/locale";

/** Within the frame: what isn't there, and what isn't the visitor's to see, look the same. */
export default async function NotFound() {
  const words = await getWords();
  return (
    <>
      <PageHead title={words("errors.notFoundTitle")} />
      <EmptyState title={words("errors.notFoundLead")} action={{ href: "/", label: words("errors.toFirstPage") }}>
        {words("errors.notFoundText")}
      </EmptyState>
    </>
  );
}
