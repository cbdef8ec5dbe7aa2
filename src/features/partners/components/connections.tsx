import { Rows } from "@/components/section";
import type { ApproximateDate } from "@/domain/plain-date";
import { formatApproximate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { byUnit } from "../connections/rules";

interface Props {
  projects: readonly { id: string; title: string; status: string; unit: string; partners: readonly string[] }[];
  projectCount: number;
  visits: readonly { id: string; title: string; unit: string; starts: ApproximateDate }[];
  words: Words;
}

/** Unit by unit, the projects and visits that have to do with someone, each linked. */
export function ConnectionList({ projects, projectCount, visits, words }: Props) {
  const units = byUnit(projects, visits);
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
            </ul>
          </li>
        ))}
      </Rows>
    </>
  );
}
