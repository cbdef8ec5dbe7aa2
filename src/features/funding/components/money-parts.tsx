import { DataTable, ROLES } from "@/components/data-table";
import { OneButton } from "@/components/one-button";
import { Status, type StatusKind } from "@/components/status";
import { formatAmount, type Currency } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { isLate, judgeRate } from "../rules";
import type { ClaimState } from "../schema";
import type { StoredClaim, StoredPayment } from "../service";

type FormAction = (form: FormData) => void | Promise<void>;

interface Props {
  projectId: string;
  mayEdit: boolean;
  remove: FormAction;
  words: Words;
}

const CLAIM_MARKS: Readonly<Record<ClaimState, StatusKind>> = { PLANNED: "todo", SENT: "going", APPROVED: "done", REJECTED: "none" };

const amountIn = (minor: bigint, currency: Currency) => `${formatAmount(minor)}\u00a0${currency === "SEK" ? "kr" : currency}`;

/** Writes the period whose costs a claim is for. */
export function writeClaimPeriod({ periodFrom, periodTo }: Pick<StoredClaim, "periodFrom" | "periodTo">, words: Words): string {
  return words("funding.period", { from: formatDate(periodFrom, words.locale), to: formatDate(periodTo, words.locale) });
}

/** What stands after a row that may be changed: a way to its form, and a button that takes it away. */
function Acts({ path, projectId, part, name, remove, words }: { path: string; projectId: string; part: { id: string; version: number }; name: string; remove: FormAction; words: Words }) {
  return (
    <div className="btns">
      <a className="more" href={`${path}?id=${part.id}`}>{words("frame.change")}<span className="vh"> {name}</span></a>
      <OneButton action={remove} fields={{ projectId, id: part.id, _version: part.version, _back: `/projects/${projectId}/money` }} label={words("funding.remove")} hiddenLabel={name} />
    </div>
  );
}

/** A project's claims: for which costs, where each stands and what was approved. */
export function ClaimTable({ claims, projectId, mayEdit, remove, words }: Props & { claims: readonly StoredClaim[] }) {
  const column = (name: string) => words(`funding.column.${name}`);
  return (
    <DataTable caption={words("funding.claims")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["period", "state", "amount", "approved"].map((name) => <th key={name} className={name === "amount" || name === "approved" ? "r" : undefined} {...ROLES.head}>{column(name)}</th>)}
          {mayEdit ? <th {...ROLES.head}><span className="vh">{column("acts")}</span></th> : null}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {claims.map((claim) => (
          <tr key={claim.id} {...ROLES.row}>
            <th {...ROLES.name}>
              {writeClaimPeriod(claim, words)}
              {claim.note === null ? null : <small>{claim.note}</small>}
            </th>
            <td data-label={column("state")} {...ROLES.cell}>
              <Status kind={CLAIM_MARKS[claim.state]}>{words(`funding.state.${claim.state}`)}</Status>
              {claim.sentOn === null ? null : <small> {formatDate(claim.answeredOn ?? claim.sentOn, words.locale)}</small>}
            </td>
            <td className="r" data-label={column("amount")} {...ROLES.cell}>{amountIn(claim.amountMinor, claim.currency)}</td>
            <td className="r" data-label={column("approved")} {...ROLES.cell}>{claim.approvedMinor === null ? "–" : amountIn(claim.approvedMinor, claim.currency)}</td>
            {mayEdit ? <td {...ROLES.cell}><Acts path={`/projects/${projectId}/money/claim`} projectId={projectId} part={claim} name={writeClaimPeriod(claim, words)} remove={remove} words={words} /></td> : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const dated = (on: PlainDate | null, minor: bigint | null, currency: Currency, words: Words) => (on === null || minor === null ? "–" : `${amountIn(minor, currency)}, ${formatDate(on, words.locale)}`);

/** A project's payments: what is expected and what has come, and what is late. */
export function PaymentTable({ payments, today, projectId, mayEdit, remove, words }: Props & { payments: readonly StoredPayment[]; today: PlainDate }) {
  const column = (name: string) => words(`funding.column.${name}`);
  return (
    <DataTable caption={words("funding.payments")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["kind", "state", "expected", "received"].map((name) => <th key={name} className={name === "expected" || name === "received" ? "r" : undefined} {...ROLES.head}>{column(name)}</th>)}
          {mayEdit ? <th {...ROLES.head}><span className="vh">{column("acts")}</span></th> : null}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {payments.map((payment) => {
          const state = payment.receivedOn !== null ? "come" : isLate(payment, today) ? "late" : "expected";
          const name = `${words(`funding.kind.${payment.kind}`)} ${formatDate(payment.receivedOn ?? payment.expectedOn ?? today, words.locale)}`;
          return (
            <tr key={payment.id} {...ROLES.row}>
              <th {...ROLES.name}>
                {words(`funding.kind.${payment.kind}`)}
                {payment.note === null ? null : <small>{payment.note}</small>}
              </th>
              <td data-label={column("state")} {...ROLES.cell}><Status kind={state === "come" ? "done" : state === "late" ? "late" : "going"}>{words(`funding.paymentState.${state}`)}</Status></td>
              <td className="r" data-label={column("expected")} {...ROLES.cell}>{dated(payment.expectedOn, payment.expectedMinor, payment.currency, words)}</td>
              <td className="r" data-label={column("received")} {...ROLES.cell}>{dated(payment.receivedOn, payment.receivedMinor, payment.currency, words)}</td>
              {mayEdit ? <td {...ROLES.cell}><Acts path={`/projects/${projectId}/money/payment`} projectId={projectId} part={payment} name={name} remove={remove} words={words} /></td> : null}
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

/** A claim as it is stored, in one line, for who has changed it at the same time as somebody else. */
export function describeClaim(claim: StoredClaim, words: Words): string {
  return [writeClaimPeriod(claim, words), amountIn(claim.amountMinor, claim.currency), words(`funding.state.${claim.state}`), claim.note].filter((part) => part !== null).join(", ");
}

/** A payment as it is stored, in one line, likewise. */
export function describePayment(payment: StoredPayment, words: Words): string {
  const { expectedOn, expectedMinor, receivedOn, receivedMinor, currency } = payment;
  return words("funding.storedPayment", { kind: words(`funding.kind.${payment.kind}`), expected: dated(expectedOn, expectedMinor, currency, words), received: dated(receivedOn, receivedMinor, currency, words) });
}

interface Funded {
  funding: Parameters<typeof judgeRate>[0];
  programme: { maxRatePercent: number | null } | null;
  call: { maxRatePercent: number | null } | null;
}

/** The project's rate of support beside the highest of its call, or else its programme, in words; nothing where others pay nothing. It tells, and hinders nobody. */
export function RateSentence({ project, words }: { project: Funded; words: Words }) {
  const judged = judgeRate(project.funding, project.call?.maxRatePercent ?? project.programme?.maxRatePercent ?? null);
  if (judged === null) return null;
  const percent = (hundredths: number) => formatAmount(BigInt(hundredths));
  const rate = words(`funding.rate.${judged.whose}`, { rate: percent(judged.rate) });
  const ceiling = judged.ceiling === null ? words(project.programme === null ? "funding.rate.noProgramme" : "funding.rate.noCeiling") : words(`funding.rate.${judged.verdict}`, { ceiling: percent(judged.ceiling) });
  return <p className={judged.verdict === "above" ? undefined : "meta"}>{judged.verdict === "above" ? <Status kind="late">{`${rate} ${ceiling}`}</Status> : `${rate} ${ceiling}`}</p>;
}

/** What a project's own page says of its money: how its rate stands to the programme's, and where the rest is. */
export function MoneyPart({ project, words }: { project: Funded & { id: string }; words: Words }) {
  return (
    <>
      <RateSentence project={project} words={words} />
      <p><a className="more" href={`/projects/${project.id}/money`}>{words("funding.open")}</a></p>
    </>
  );
}
