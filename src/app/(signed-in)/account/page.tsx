import type { Metadata } from "next";
import { Button } from "@/components/button";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { describeActor } from "@/domain/actor";
import { setDisplay } from "@/features/accounts/actions";
import { formatInstant } from "@/lib/formats";
import { currentSession, getActor } from "@/server/auth";
import { getWords, hasSearchKey } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("account.title") };
}

/** What the program knows of the visitor's rights today. */
export default async function AccountPage() {
  const [actor, words, session, searchKey] = [await getActor(), await getWords(), await currentSession(), await hasSearchKey()];
  return (
    <>
      <PageHead title={actor.name} lead={words(`roles.${describeActor(actor).role}`)} quietLead />
      <Section id="rights" title={words("account.rights")}>
        <Facts
          items={[
            ...actor.units.map((unit) => ({ label: words(unit.kind === "PRIMARY" ? "roles.CONTACT_PERSON" : "roles.DEPUTY"), value: unit.name })),
            ...actor.roles.map((held) => ({ label: words("account.role"), value: words(`roles.${held.role}`) })),
            ...actor.seats.map((seat) => ({ label: words("account.seat"), value: words(`account.position.${seat.position}`) })),
            { label: words("account.sessionEnds"), value: session === null ? "" : formatInstant(session.endsAt, words.locale) },
          ]}
        />
      </Section>
      <Section id="keys" title={words("account.keys")}>
        <p>{words(searchKey ? "account.keysOn" : "account.keysOff")}</p>
        <form action={setDisplay} className="mt-3">
          <input type="hidden" name="_back" value="/account" />
          <Button small name="searchKey" value={searchKey ? "off" : "on"}>{words(searchKey ? "account.keysTurnOff" : "account.keysTurnOn")}</Button>
        </form>
      </Section>
    </>
  );
}
