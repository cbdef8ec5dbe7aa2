import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { AgreementFields, ReviewFields } from "./paper-fields";

interface Props {
  kind: "agreement" | "review";
  relation: { id: string; name: string; version: number };
  title: string;
  lead?: string;
  action: (form: FormData) => Promise<void>;
  /** The form's own path, under the relation's. */
  path: string;
  /** What the form sends along besides. */
  more: Readonly<Record<string, string>>;
  problems: FormProblems;
  words: Words;
}

/** The page on which an agreement or a review of a relation is written down or corrected. */
export function PaperForm({ kind, relation, title, lead, action, path, more, problems, words }: Props) {
  const back = `/town-relations/${relation.id}`;
  const Fields = kind === "agreement" ? AgreementFields : ReviewFields;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: back, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={title} {...(lead === undefined ? {} : { lead, quietLead: true })} />
      <form action={action} noValidate>
        {Object.entries({ ...more, _back: `${back}/${path}`, id: relation.id, _version: String(relation.version) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Fields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("townPapers.save")}</Button>
          <ButtonLink variant="text" href={back}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
