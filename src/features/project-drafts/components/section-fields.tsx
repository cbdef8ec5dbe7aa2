import type { ReactNode } from "react";
import { CheckboxField, CheckboxGroup, DateField, Fieldset, MoneyField, MoneyLines, MoneySum, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { CURRENCIES, formatAmount } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { textOf, textsOf } from "@/domain/values";
import { NameHints } from "@/features/partners/components/name-hints";
import { writePeriod } from "@/features/priorities/components/priority-state";
import { amountOfRow, labelOf } from "@/features/projects/components/project-values";
import { CENTRAL, FUNDING_KINDS, LONGEST_TEXT, PROJECT_ROLES, PROJECT_STATUSES, type Section } from "@/features/projects/schema";
import { fieldId } from "@/lib/field-id";
import type { FormProblems } from "@/lib/form-problems";
import { rowsOf } from "@/lib/fields";
import { formatCountry, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";

interface Entry {
  code: string;
  sv: string;
  en: string;
}

/** What the form's choices are made of. */
export interface SectionFieldsProps {
  section: Section;
  form: FormProblems;
  words: Words;
  isNew: boolean;
  /** Shows an empty row more, and the funding's years and funders. */
  detailed: boolean;
  units: readonly { id: string; name: string; hasEnded: boolean }[];
  ownUnitIds: readonly string[];
  workplaces: readonly { id: string; name: string; parentId: string | null; hasEnded: boolean }[];
  programmes: readonly { id: string; nameSv: string; nameEn: string; period: string | null }[];
  calls: readonly { id: string; programmeId: string; name: string; programme: { sv: string; en: string }; closesOn: PlainDate | null }[];
  /** What the governing document asks of each project; the rest is optional, and said to be so. */
  asks: { childrenAndYouth: boolean; economySupport: boolean; area: boolean; priorities: boolean };
  /** What has been decided on that a project may follow. */
  priorities: readonly { id: string; title: string; startsOn: PlainDate; endsOn: PlainDate | null }[];
  taxonomies: { areas: readonly Entry[];  projectTypes: readonly Entry[]; municipalGoals: readonly Entry[]; purposes: readonly Entry[]; beneficiaryGroups: readonly Entry[] };
}

const COUNTRIES = ["DK", "NO", "FI", "IS", "DE", "PL", "EE", "LV", "LT", "NL", "BE", "FR", "ES", "PT", "IT", "GR", "AT", "CZ", "SK", "HU", "SI", "HR", "RO", "BG", "IE", "LU", "MT", "CY", "GB", "CH", "UA", "TZ", "SE"];

/** The fields of one section of a project's form. */
export function SectionFields(props: SectionFieldsProps): ReactNode {
  switch (props.section) {
    case "about":
      return <AboutFields {...props} />;
    case "period":
      return <PeriodFields {...props} />;
    case "money":
      return <MoneyFields {...props} />;
    case "partners":
      return <PartnerFields {...props} />;
    case "goals":
      return <GoalFields {...props} />;
    case "youth":
      return <YouthFields {...props} />;
    case "case":
      return <CaseFields {...props} />;
  }
}

type Base = { name: string; label: string; help?: string; error?: string; defaultValue: string };

/** Everything a field needs that follows from its name. */
function fieldOf({ form, words }: SectionFieldsProps, name: string): Base {
  const label = labelOf(name);
  const error = form.errorOf(name);
  const help = `projects.help.${label}`;
  return { name, label: words(`projects.field.${label}`), ...(words.has(help) ? { help: words(help) } : {}), ...(error === undefined ? {} : { error }), defaultValue: textOf(form.values, name) };
}

function groupOf({ form, words }: SectionFieldsProps, name: string) {
  const label = labelOf(name);
  const error = form.errorOf(name);
  const help = `projects.help.${label}`;
  return { name, label: words(`projects.field.${label}`), ...(words.has(help) ? { help: words(help) } : {}), ...(error === undefined ? {} : { error }), defaultValue: textsOf(form.values, name) };
}

const choicesOf = (entries: readonly Entry[], words: Words) => entries.map((entry) => ({ value: entry.code, label: entry[words.locale] }));

const optionalUnless = (isAsked: boolean, words: Words) => (isAsked ? {} : { optional: words("frame.optional") });

function AboutFields(props: SectionFieldsProps) {
  const { words, form, units, ownUnitIds, workplaces } = props;
  const own = units.filter((unit) => ownUnitIds.includes(unit.id) || unit.id === textOf(form.values, "unitId"));
  const unitId = textOf(form.values, "unitId");
  const optionOf = ({ id, name, hasEnded }: { id: string; name: string; hasEnded: boolean }) => ({ value: id, label: hasEnded ? words("projects.endedBody", { name }) : name });
  const below = workplaces.filter((workplace) => workplace.parentId === unitId || workplace.id === textOf(form.values, "workplaceId"));
  return (
    <>
      <TextField {...fieldOf(props, "title")} required />
      <TextField {...fieldOf(props, "acronym")} optional={words("frame.optional")} width="medium" />
      <TextArea {...fieldOf(props, "summary")} rows={4} most={LONGEST_TEXT} required />
      <SelectField {...fieldOf(props, "unitId")} empty={words("frame.choose")} options={own.map(optionOf)} required />
      {below.length > 0 ? <SelectField {...fieldOf(props, "workplaceId")} optional={words("frame.optional")} empty={words("projects.noWorkplace")} options={below.map(optionOf)} /> : <input type="hidden" name="workplaceId" value="" />}
      <CheckboxGroup {...groupOf(props, "kinds")} options={["INTERNATIONAL", "EXTERNAL"].map((kind) => ({ value: kind, label: words(`projects.kind.${kind}`), help: words(`projects.kindHelp.${kind}`) }))} />
      <SelectField {...fieldOf(props, "typeCode")} optional={words("frame.optional")} empty={words("frame.choose")} options={choicesOf(props.taxonomies.projectTypes, words)} />
      {props.isNew ? <SelectField {...fieldOf(props, "status")} empty={words("frame.choose")} options={PROJECT_STATUSES.map((status) => ({ value: status, label: words(`projects.status.${status}`) }))} required /> : <input type="hidden" name="status" value={textOf(form.values, "status")} />}
      <details className="more-fields" open={textsOf(form.values, "participatingUnitIds").length > 0}>
        <summary>{words("projects.field.participatingUnits")}</summary>
        <CheckboxGroup {...groupOf(props, "participatingUnitIds")} options={[...units.filter((unit) => unit.id !== unitId), ...workplaces].map(optionOf)} />
      </details>
    </>
  );
}

function PeriodFields(props: SectionFieldsProps) {
  const { words } = props;
  return (
    <>
      <SelectField {...fieldOf(props, "programmeId")} optional={words("frame.optional")} empty={words("projects.noProgramme")} options={props.programmes.map((programme) => ({ value: programme.id, label: (words.locale === "en" ? programme.nameEn : programme.nameSv) + (programme.period === null ? "" : ` ${programme.period}`) }))} />
      {props.calls.length === 0 ? null : <SelectField {...fieldOf(props, "callId")} optional={words("frame.optional")} empty={words("projects.noCall")} options={props.calls.map(({ id, name, programme, closesOn }) => ({ value: id, label: `${programme[words.locale]}: ${name}${closesOn === null ? "" : ` (${words("projects.callCloses", { day: formatDate(closesOn, words.locale) })})`}` }))} />}
      <TextField {...fieldOf(props, "programmeProjectId")} optional={words("frame.optional")} width="medium" />
      <RadioGroup {...fieldOf(props, "role")} options={PROJECT_ROLES.map((role) => ({ value: role, label: words(`projects.role.${role}`) }))} />
      <DateField {...fieldOf(props, "starts")} optional={words("frame.optional")} />
      <DateField {...fieldOf(props, "ends")} optional={words("frame.optional")} />
    </>
  );
}

function MoneyFields(props: SectionFieldsProps) {
  const { words, form, units } = props;
  const currency = textOf(form.values, "currency") || "SEK";
  const unit = words(`projects.currencyUnit.${currency}`);
  const rows = rowsOf(form.values, "funding");
  const isPlain = !props.detailed && rows.length <= FUNDING_KINDS.length && new Set(rows.map((row) => textOf(row.values, "kind"))).size === rows.length && rows.every((row) => ["year", "funder", "hours", "hourlyRate", "payer"].every((name) => textOf(row.values, name) === ""));
  return (
    <>
      <SelectField {...fieldOf(props, "currency")} defaultValue={currency} width="medium" options={CURRENCIES.map((code) => ({ value: code, label: words(`projects.currency.${code}`) }))} />
      <MoneyField {...fieldOf(props, "totalBudget")} unit={unit} />
      {isPlain ? (
        <Fieldset legend={words("projects.whoPays")} help={words("projects.whoPaysHelp")}>
          <MoneyLines>
            {FUNDING_KINDS.map((kind, index) => {
              const row = rows.find((candidate) => textOf(candidate.values, "kind") === kind);
              const name = `funding.${String(row?.index ?? index + 100)}`;
              const error = form.errorOf(`${name}.amount`);
              return (
                <div key={kind}>
                  <input type="hidden" name={`${name}.kind`} value={kind} />
                  <MoneyField line name={`${name}.amount`} label={words(`projects.fundingKind.${kind}`)} help={words(`projects.fundingHelp.${kind}`)} unit={unit} defaultValue={row === undefined ? "" : textOf(row.values, "amount")} {...(error === undefined ? {} : { error })} />
                </div>
              );
            })}
            {rows.length > 0 ? <MoneySum label={words("projects.fundingTotal")} value={formatAmount(rows.reduce((sum, row) => sum + (amountOfRow(row.values) ?? 0n), 0n))} unit={unit} /> : null}
          </MoneyLines>
          <p><button className="link" type="submit" name="_then" value="stay">{words("projects.splitFunding")}</button></p>
        </Fieldset>
      ) : (
        <Fieldset legend={words("projects.whoPays")} help={words("projects.whoPaysDetailed")}>
          {[...rows.map((row) => row.index), ...[0, 1].map((extra) => (rows.at(-1)?.index ?? -1) + 1 + extra)].map((index) => {
            const name = `funding.${String(index)}`;
            const part = (field: string) => ({ name: `${name}.${field}`, defaultValue: textOf(form.values, `${name}.${field}`), ...(form.errorOf(`${name}.${field}`) === undefined ? {} : { error: form.errorOf(`${name}.${field}`) ?? "" }) });
            return (
              <fieldset key={index} className="row-fields">
                <legend className="vh">{words("projects.fundingRow", { number: index + 1 })}</legend>
                <SelectField {...part("kind")} label={words("projects.fundingSource")} empty={words("frame.choose")} options={FUNDING_KINDS.map((kind) => ({ value: kind, label: words(`projects.fundingKind.${kind}`) }))} />
                <TextField {...part("funder")} label={words("projects.funderName")} />
                <TextField {...part("year")} label={words("projects.year")} width="short" inputMode="numeric" />
                <MoneyField {...part("amount")} label={words("projects.amount")} unit={unit} />
                <TextField {...part("hours")} label={words("projects.hours")} width="short" inputMode="decimal" />
                <MoneyField {...part("hourlyRate")} label={words("projects.hourlyRate")} unit={unit} />
                <SelectField {...part("payer")} label={words("projects.payer")} empty={words("projects.payerOwnUnit")} options={[{ value: CENTRAL, label: words("projects.payerCentral") }, ...units.filter(({ id }) => id !== textOf(form.values, "unitId")).map(({ id, name, hasEnded }) => ({ value: id, label: hasEnded ? words("projects.endedBody", { name }) : name }))]} />
              </fieldset>
            );
          })}
          <p><button className="link" type="submit" name="_then" value="stay">{words("projects.moreFunding")}</button></p>
        </Fieldset>
      )}
      <CheckboxField name="fundingIsPartial" label={words("projects.field.fundingIsPartial")} defaultValue={textOf(form.values, "fundingIsPartial") === "on"} />
      {currency === "SEK" ? null : (
        <Fieldset legend={words("projects.rateLegend", { currency })} help={words("projects.rateHelp")}>
          <TextField {...fieldOf(props, "rate")} width="short" inputMode="decimal" />
          <DateField {...fieldOf(props, "rateOn")} />
          <TextField {...fieldOf(props, "rateSource")} width="medium" />
        </Fieldset>
      )}
      <RadioGroup {...fieldOf(props, "economistContacted")} {...optionalUnless(props.asks.economySupport, words)} inline options={[{ value: "yes", label: words("frame.yes") }, { value: "no", label: words("projects.notYet") }]} />
      <TextField {...fieldOf(props, "accountingCode")} optional={words("frame.optional")} width="medium" />
    </>
  );
}

function PartnerFields(props: SectionFieldsProps) {
  const { words, form } = props;
  const rows = rowsOf(form.values, "partners");
  const indexes = [...rows.map((row) => row.index), ...[0, 1].map((extra) => (rows.at(-1)?.index ?? -1) + 1 + extra)];
  return (
    <>
      {indexes.map((index, position) => {
        const name = `partners.${String(index)}`;
        const part = (field: string) => ({ name: `${name}.${field}`, defaultValue: textOf(form.values, `${name}.${field}`), ...(form.errorOf(`${name}.${field}`) === undefined ? {} : { error: form.errorOf(`${name}.${field}`) ?? "" }) });
        return (
          <fieldset key={index} className="row-fields">
            <legend>{words("projects.partner", { number: position + 1 })}</legend>
            <div>
              <TextField {...part("name")} label={words("projects.partnerName")} autoComplete="off" />
              <NameHints fieldId={fieldId(`${name}.name`)} fills={fieldId(`${name}.town`)} countryId={fieldId(`${name}.country`)} source="/api/partners/names?name=" texts={{ title: words("partners.namesTyping") }} />
            </div>
            <TextField {...part("town")} label={words("projects.partnerTown")} />
            <SelectField {...part("country")} label={words("projects.partnerCountry")} empty={words("frame.choose")} options={COUNTRIES.map((code) => ({ value: code, label: formatCountry(code, words.locale) })).sort((a, b) => a.label.localeCompare(b.label, words.locale))} />
            <CheckboxField name={`${name}.isLead`} label={words("projects.partnerLeads")} defaultValue={textOf(form.values, `${name}.isLead`) === "on"} />
          </fieldset>
        );
      })}
      <p><button className="link" type="submit" name="_then" value="stay">{words("projects.morePartners")}</button></p>
    </>
  );
}

function GoalFields(props: SectionFieldsProps) {
  const { words, taxonomies, priorities, asks } = props;
  return (
    <>
      {taxonomies.areas.length === 0 ? null : <RadioGroup {...fieldOf(props, "areaCode")} {...optionalUnless(asks.area, words)} options={choicesOf(taxonomies.areas, words)} />}
      {priorities.length === 0 ? null : (
        <>
          <CheckboxGroup {...groupOf(props, "priorityIds")} {...optionalUnless(asks.priorities, words)} options={priorities.map((priority) => ({ value: priority.id, label: priority.title, help: writePeriod(priority, words) }))} />
          <TextField {...fieldOf(props, "noPriorityReason")} optional={words("frame.optional")} />
        </>
      )}
      <CheckboxGroup {...groupOf(props, "municipalGoals")} options={choicesOf(taxonomies.municipalGoals, words)} />
      <TextField {...fieldOf(props, "unitGoal")} />
      <TextField {...fieldOf(props, "noGoalReason")} optional={words("frame.optional")} />
      <CheckboxGroup {...groupOf(props, "purposes")} options={choicesOf(taxonomies.purposes, words)} />
      <CheckboxGroup {...groupOf(props, "beneficiaries")} options={choicesOf(taxonomies.beneficiaryGroups, words)} />
      <TextArea {...fieldOf(props, "benefit")} optional={words("frame.optional")} rows={4} most={LONGEST_TEXT} />
    </>
  );
}

function YouthFields(props: SectionFieldsProps) {
  const { words } = props;
  return (
    <>
      <RadioGroup {...fieldOf(props, "reachesChildrenAndYouth")} {...optionalUnless(props.asks.childrenAndYouth, words)} options={[{ value: "yes", label: words("frame.yes") }, { value: "no", label: words("frame.no") }]} />
      <TextField {...fieldOf(props, "childrenAndYouthCount")} optional={words("frame.optional")} width="short" inputMode="numeric" />
    </>
  );
}

function CaseFields(props: SectionFieldsProps) {
  const { words, form } = props;
  return (
    <>
      <TextField {...fieldOf(props, "caseNumber")} optional={words("frame.optional")} width="medium" />
      <TextField {...fieldOf(props, "funderCaseNumber")} optional={words("frame.optional")} width="medium" />
      <Fieldset legend={words("projects.confidentialityLegend")} help={words("projects.confidentialityHelp")}>
        <CheckboxField name="isConfidential" label={words("projects.field.isConfidential")} defaultValue={textOf(form.values, "isConfidential") === "on"} />
        <TextField {...fieldOf(props, "confidentialityProvision")} width="medium" />
        <DateField {...fieldOf(props, "confidentialityOn")} />
        <TextField {...fieldOf(props, "confidentialityBy")} width="medium" />
      </Fieldset>
    </>
  );
}
