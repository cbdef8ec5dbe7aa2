import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { DataTable, ROLES } from "@/components/data-table";
import { PageHead } from "@/components/page-head";
import { formatThousands } from "@/domain/money";
import { listMoney, type MoneyAbout } from "@/features/summaries/service";
import { isId } from "@/lib/fields";
import { formatCount } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { yearOf } from "../load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const TITLES = { year: "title", period: "titlePeriod", unconverted: "titleUnconverted" } as const;
const aboutOf = (parameters: Record<string, unknown>): MoneyAbout => (parameters["period"] === "1" ? "period" : parameters["unconverted"] === "1" ? "unconverted" : "year");

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return { title: (await getWords())(`summaries.money.${TITLES[aboutOf(await searchParams)]}`, { year: (await params).year }) };
}

export default async function MoneyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const year = yearOf((await params).year);
  const parameters = await searchParams;
  const what = aboutOf(parameters);
  const unitId = typeof parameters["unit"] === "string" ? parameters["unit"] : null;
  if (unitId !== null && !isId(unitId)) notFound();
  const [words, money] = await Promise.all([
    getWords(),
    listMoney(actor, { year, unitId, what }).catch((error: unknown) => {
      if (isAppError(error, "NOT_FOUND")) notFound();
      throw error;
    }),
  ]);
  const say = (key: string, more?: Record<string, string | number>) => words(`summaries.money.${key}`, more);
  const column = (name: string) => words(`summaries.column.${name}`);
  const [external, own] = what === "period" ? [column("periodExternal"), column("periodOwn")] : [column("external"), column("own")];
  const path = `/year/${String(year)}/summary`;
  const sums = [money.externalOre, money.ownOre].map((ore) => formatThousands(BigInt(ore)));
  const cells = (amounts: readonly [string, string], unconverted: number) =>
    what === "unconverted" ? (
      <td className="r" data-label={say("unconverted")} {...ROLES.cell}>{formatCount(unconverted)}</td>
    ) : (
      <>
        <td className="r" data-label={external} {...ROLES.cell}>{amounts[0]}</td>
        <td className="r" data-label={own} {...ROLES.cell}>{amounts[1]}</td>
      </>
    );
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, { href: path, label: words("summaries.title", { year: String(year) }) }]} />
      <PageHead tight title={money.unit ?? say(TITLES[what], { year: String(year) })} lead={[money.unit === null ? "" : `${say(TITLES[what], { year: String(year) })}.`, say("lead", { count: money.count })].join(" ").trim()} quietLead />
      {unitId === null ? null : <p className="meta"><a href={`${path}/money${what === "year" ? "" : `?${what}=1`}`}>{say("allUnits")}</a></p>}
      {money.count > money.rows.length ? <p className="meta">{say("more", { shown: money.rows.length, count: money.count })}</p> : null}
      {money.count === 0 ? null : (
        <DataTable caption={say("caption")} hideCaption cards="sum">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{column("project")}</th>
              {(what === "unconverted" ? [say("unconverted")] : [external, own]).map((label) => <th key={label} className="r" {...ROLES.head}>{label}</th>)}
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {money.rows.map((row) => (
              <tr key={row.id} {...ROLES.row}>
                <th {...ROLES.name}>
                  <a href={`/projects/${row.id}`}>{row.title}</a>
                  {unitId === null ? <small>{row.unit}</small> : null}
                </th>
                {cells([formatThousands(BigInt(row.externalOre)), formatThousands(BigInt(row.ownOre))], row.unconvertedLines)}
              </tr>
            ))}
          </tbody>
          <tfoot {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.name}>{words("summaries.sum")}</th>
              {cells([sums[0] ?? "", sums[1] ?? ""], money.unconvertedLines)}
            </tr>
          </tfoot>
        </DataTable>
      )}
    </>
  );
}
