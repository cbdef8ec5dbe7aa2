import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { DateField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { dateInStockholm, readPlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { listGaps, listWorkingGroup } from "@/features/contact-persons/service";
import { AssignmentStatus, writeSpan } from "@/features/working-group/components/meeting-state";
import { GroupMeetingList } from "@/features/working-group/components/meeting-list";
import { listAssignments } from "@/features/working-group/assignments/service";
import { groupMeetingPolicy } from "@/features/working-group/policy";
import { readMeetingFilter } from "@/features/working-group/schema";
import { listMeetings } from "@/features/working-group/service";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { requireGroup, type Parameters } from "./load";

const SHOWN = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("workingGroup.title") };
}

export default async function WorkingGroupPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  requireGroup();
  const parameters = await searchParams;
  const now = new Date();
  const today = dateInStockholm(now);
  const on = (typeof parameters["on"] === "string" ? readPlainDate(parameters["on"]) : null) ?? today;
  const { filter } = readMeetingFilter({});
  const [words, members, gaps, assignments, coming, held] = await Promise.all([getWords(), listWorkingGroup(actor, on), listGaps(actor, on), listAssignments(actor, today), listMeetings(actor, { ...filter, when: "COMING" }, now), listMeetings(actor, { ...filter, when: "HELD" }, now)]);
  const { clauses, document, modules } = getPack();
  const clause = clauses.find(({ number }) => number === modules.workingGroup.clause);
  const mayPlan = may(groupMeetingPolicy, "plan", actor, { id: "*" });
  const units = [...new Map(members.map(({ unitId, unitName }) => [unitId, unitName]))];
  return (
    <>
      <PageHead
        tight
        title={words("workingGroup.title")}
        lead={words("workingGroup.lead", { count: members.length, units: units.length })}
        quietLead
        tools={mayPlan ? <ButtonLink variant="primary" href="/working-group/meetings/new">{words("workingGroup.plan")}</ButtonLink> : null}
      />
      {clause === undefined ? null : <p className="meta mb-4"><q>{clause.quotation}</q> {words("frame.clause", { document: document.shortTitle, number: clause.number })}</p>}
      <Section id="assignments" title={words("groupAssignments.title")} {...(mayPlan ? { more: { href: "/working-group/assignments/new", label: words("groupAssignments.propose") } } : {})}>
        {assignments.length === 0 ? (
          <p>{words("groupAssignments.none")}</p>
        ) : (
          <Rows tight>
            {assignments.map((one) => (
              <li key={one.id}>
                <a href={`/working-group/assignments/${one.id}`}>{one.title}</a> <AssignmentStatus standing={one.standing} words={words} />
                <p className="meta">{writeSpan(one, words)}</p>
              </li>
            ))}
          </Rows>
        )}
      </Section>
      <Section id="coming" title={words("workingGroup.coming")} more={{ href: "/working-group/meetings", label: words("workingGroup.allMeetings") }}>
        {coming.rows.length === 0 ? <p>{words("workingGroup.noneComing")}</p> : <GroupMeetingList rows={coming.rows.slice(0, SHOWN)} now={now} words={words} />}
      </Section>
      {held.rows.length === 0 ? null : (
        <Section id="held" title={words("workingGroup.held")} more={{ href: "/working-group/meetings?when=HELD", label: words("workingGroup.allHeld", { count: held.total }) }}>
          <GroupMeetingList rows={held.rows.slice(0, SHOWN)} now={now} words={words} />
        </Section>
      )}
      <Section id="members" title={words("workingGroup.members")} note={formatDate(on, words.locale)}>
        <FilterForm label={words("workingGroup.membersOn")} action="/working-group" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<DateField name="on" label={words("workingGroup.membersOn")} defaultValue={on} />} />
        {members.length === 0 ? (
          <EmptyState title={words("workingGroup.noMembers")}>{words("workingGroup.noMembersHelp")}</EmptyState>
        ) : (
          <DataTable caption={words("workingGroup.members")} hideCaption cards="plain">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                {["person", "unit", "since"].map((name) => <th key={name} {...ROLES.head}>{words(`workingGroup.column.${name}`)}</th>)}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {members.map((member) => (
                <tr key={member.appointmentId} {...ROLES.row}>
                  <th {...ROLES.name}><a href={`/people/${member.personId}`}>{member.personName}</a>{member.kind === "DEPUTY" ? <small>{words("people.contactKinds.DEPUTY")}</small> : null}</th>
                  <td data-label={words("workingGroup.column.unit")} {...ROLES.cell}><a href={`/bodies/${member.unitId}`}>{member.unitName}</a></td>
                  <td data-label={words("workingGroup.column.since")} {...ROLES.cell}>{formatDate(member.since, words.locale)}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
        {gaps.length === 0 ? null : <p className="mt-4"><a className="more" href="/contact-persons?lacks=PERSON">{words("workingGroup.missing", { count: gaps.length })}</a></p>}
      </Section>
    </>
  );
}
