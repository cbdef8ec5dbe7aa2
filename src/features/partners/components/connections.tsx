import { Rows } from "@/components/section";
import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import { formatApproximate, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { byUnit } from "../connections/rules";

interface Props {
  projects: readonly { id: string; title: string; status: string; unit: string; partners: readonly string[] }[];
  projectCount: number;
  visits: readonly { id: string; title: string; unit: string; starts: ApproximateDate }[];
  searches: readonly { id: string; title: string; unit: string; direction: string; searchedOn: PlainDate }[];
  contacts: readonly { unit: string; partnerId: string; partner: string; count: number }[];
  words: Words;
}

/** Unit by unit, the projects, visits, searches for partners and known people that have to do with someone, each linked. */
export function ConnectionList({ projects, projectCount, visits, searches, contacts, words }: Props) {
  const units = byUnit({ projects, visits, searches, contacts });
  if (units.length === 0) return <p>{words("partners.noConnections")}</p>;
  return (
    <>
      {projectCount > projects.length ? <p className="help">{words("partners.moreProjects", { shown: projects.length, count: projectCount })}</p> : null}
      <Rows>
        {units.map((found) => (
          <li key={found.unit}>
            <p>
              <strong>{found.unit}</strong>
            </p>
            <ul>
              {found.projects.map(({ id, title, status, partners }) => (
                <li key={id}>
                  <a href={`/projects/${id}`}>{title}</a>, {words(`projects.status.${status}`).toLowerCase()} ({partners.join(", ")})
                </li>
              ))}
              {found.visits.map(({ id, title, starts }) => (
                <li key={id}>
                  <a href={`/visits/${id}`}>{title}</a>, {formatApproximate(starts, words.locale)}
                </li>
              ))}
              {found.contacts.map(({ partnerId, partner, count }) => (
                <li key={`people ${partnerId}`}>
                  {words("partners.knows", { count })} <a href={`/partners/${partnerId}#people`}>{partner}</a>
                </li>
              ))}
              {found.searches.map(({ id, title, direction, searchedOn }) => (
                <li key={id}>
                  <a href={`/partners/searches/${id}`}>{title}</a>, {words("partners.searchOn", { direction: words(`partnerSearches.direction.${direction}`).toLowerCase(), day: formatDate(searchedOn, words.locale) })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </Rows>
    </>
  );
}
