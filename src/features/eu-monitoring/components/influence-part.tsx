import { ButtonLink } from "@/components/button";
import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { VisuallyHidden } from "@/components/visually-hidden";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { InfluenceInput } from "../influence/schema";

interface Told extends InfluenceInput {
  id: string;
  version: number;
  network: string | null;
  priority: string | null;
}

interface Props {
  actions: readonly Told[];
  itemId: string;
  mayEdit: boolean;
  /** The words in which the governing document asks for it. */
  asked: { quotation: string; clause: string } | null;
  remove: (form: FormData) => void | Promise<void>;
  words: Words;
}

/** What has been done to influence what a unit follows, and the way to telling more. */
export function InfluencePart({ actions, itemId, mayEdit, asked, remove, words }: Props) {
  const path = `/eu-monitoring/${itemId}`;
  return (
    <Section id="influence" title={words("influence.title")}>
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      {actions.length === 0 ? (
        <p>{words("influence.none")}</p>
      ) : (
        <Rows>
          {actions.map((one) => (
            <li key={one.id} id={`action-${one.id}`}>
              <strong>{one.title}</strong>
              <small> {[formatDate(one.actedOn, words.locale), words(`influence.kind.${one.kind}`), one.network, one.through].filter((part) => part !== null).join(", ")}</small>
              <p className="mt-1">{one.priority === null ? <Status kind="missing">{words("influence.serves.NONE")}</Status> : <>{words("influence.field.priorityId")}: <a href={`/priorities/${one.priorityId ?? ""}`}>{one.priority}</a></>}</p>
              {one.position === null ? null : <p className="mt-1 whitespace-pre-line">{words("influence.field.position")}: {one.position}</p>}
              {one.outcome === null ? null : <p className="mt-1 whitespace-pre-line">{words("influence.field.outcome")}: {one.outcome}</p>}
              {mayEdit ? (
                <div className="mt-2 flex flex-wrap items-center gap-4">
                  <a href={`${path}/influence/${one.id}/edit`}>{words("influence.edit")}<VisuallyHidden> {one.title}</VisuallyHidden></a>
                  <OneButton action={remove} fields={{ itemId, partId: one.id, _version: one.version, _back: path }} label={words("influence.remove")} hiddenLabel={one.title} />
                </div>
              ) : null}
            </li>
          ))}
        </Rows>
      )}
      {mayEdit ? <p className="mt-4"><ButtonLink small href={`${path}/influence/new`}>{words("influence.add")}</ButtonLink></p> : null}
    </Section>
  );
}
