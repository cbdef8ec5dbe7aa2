import { Breadcrumbs } from "@/components/breadcrumbs";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";

interface Decision {
  disposedAt: Date;
  decidedBy: string;
  decidedOn: PlainDate;
  paragraph: string | null;
  caseNumber: string;
}

/** What stands instead of a record that has been disposed of: when that was, and by which decision. */
export function DisposedRecord({ disposal, register, words }: { disposal: Decision; register: { href: string; label: string }; words: Words }) {
  const fact = (name: string, value: string) => ({ label: words(`disposals.field.${name}`), value });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[register]} />
      <PageHead tight title={words("disposals.disposedTitle")} lead={words("disposals.disposedLead", { day: formatDate(dateInStockholm(disposal.disposedAt), words.locale) })} />
      <Facts
        items={[
          fact("decidedBy", disposal.decidedBy),
          fact("decidedOn", formatDate(disposal.decidedOn, words.locale)),
          ...(disposal.paragraph === null ? [] : [fact("paragraph", `§ ${disposal.paragraph}`)]),
          fact("caseNumber", disposal.caseNumber),
        ]}
      />
      <p className="max-w-measure mt-6">{words("disposals.disposedText")}</p>
    </>
  );
}
