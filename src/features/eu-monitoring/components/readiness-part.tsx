import { ButtonLink } from "@/components/button";
import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { ReadinessInput } from "../readiness/schema";
import { isMeasureLate } from "../rules";

interface Told extends ReadinessInput {
  id: string;
  version: number;
}

interface Props {
  readiness: readonly Told[];
  itemId: string;
  /** That the matter concerns the unit enough for readiness to be asked for. */
  isAsked: boolean;
  today: PlainDate;
  mayEdit: boolean;
  /** The words in which the governing document asks for it. */
  asked: { quotation: string; clause: string } | null;
  remove: (form: FormData) => void | Promise<void>;
  words: Words;
}

const KINDS = { PLANNED: "todo", GOING: "going", DONE: "done", NOT_NEEDED: "none" } as const;

/** What a matter will mean for its unit and what is done about it, and the way to telling more. */
export function ReadinessPart({ readiness, itemId, isAsked, today, mayEdit, asked, remove, words }: Props) {
  const path = `/eu-monitoring/${itemId}`;
  return (
    <Section id="readiness" title={words("readiness.title")}>
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      {readiness.length === 0 ? (
        <p>{words(isAsked ? "readiness.none" : "readiness.notAsked")}</p>
      ) : (
        <Rows>
          {readiness.map((one) => (
            <li key={one.id}>
              <strong className="whitespace-pre-line">{one.consequence}</strong>
              <p className="mt-1">{isMeasureLate(one, today) ? <Status kind="late">{words("readiness.late")}</Status> : <Status kind={KINDS[one.state]}>{words(`readiness.state.${one.state}`)}</Status>}</p>
              {one.measure === null ? null : <p className="mt-1 whitespace-pre-line">{words("readiness.field.measure")}: {one.measure}</p>}
              <small>
                {[
                  ...(one.measure === null ? [] : [one.responsible ?? words("readiness.noResponsible")]),
                  ...(one.dueOn === null ? [] : [`${words("readiness.field.dueOn")} ${formatDate(one.dueOn, words.locale)}`]),
                  `${words("readiness.field.assessedOn")} ${formatDate(one.assessedOn, words.locale)}`,
                ].join(", ")}
              </small>
              {mayEdit ? (
                <div className="mt-2 flex flex-wrap items-center gap-4">
                  <a href={`${path}/readiness/${one.id}/edit`}>{words("readiness.edit")}<VisuallyHidden> {one.consequence}</VisuallyHidden></a>
                  <OneButton action={remove} fields={{ itemId, partId: one.id, _version: one.version, _back: path }} label={words("readiness.remove")} hiddenLabel={one.consequence} />
                </div>
              ) : null}
            </li>
          ))}
        </Rows>
      )}
      {mayEdit ? <p className="mt-4"><ButtonLink small href={`${path}/readiness/new`}>{words("readiness.add")}</ButtonLink></p> : null}
    </Section>
  );
}
