import { Rows } from "@/components/section";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";

interface Contact {
  id: string;
  unit: string;
  partnerId: string;
  details: { name: string; title: string | null; email: string | null; phone: string | null; neededUntil: PlainDate; lawfulBasis: string } | null;
  mayEdit: boolean;
}

interface Props {
  contacts: readonly Contact[];
  /** Where one is added; null for who may add none. */
  addAt: string | null;
  words: Words;
}

/** The people at a partner whom units are in touch with: for who may not see who they are, only which unit to ask. */
export function PartnerPeople({ contacts, addAt, words }: Props) {
  const seen = contacts.flatMap(({ details, ...contact }) => (details === null ? [] : [{ ...contact, ...details }]));
  const unseen = contacts.filter(({ details }) => details === null);
  const units = [...new Set(unseen.map(({ unit }) => unit))];
  return (
    <>
      {contacts.length === 0 ? <p>{words("partnerContacts.none")}</p> : null}
      <Rows>
        {seen.map(({ id, unit, partnerId, name, title, email, phone, neededUntil, lawfulBasis, mayEdit }) => (
          <li key={id}>
            <p>
              <strong>{name}</strong>
              {title === null ? "" : `, ${title}`}
            </p>
            {email === null && phone === null ? null : (
              <p>
                {email === null ? null : <a href={`mailto:${email}`}>{email}</a>}
                {email === null || phone === null ? "" : ", "}
                {phone}
              </p>
            )}
            <p className="quiet">
              {words("partnerContacts.keptBy", { unit, day: formatDate(neededUntil, words.locale), basis: words(`partnerContacts.lawfulBasis.${lawfulBasis}`).toLowerCase() })} {mayEdit ? <a href={`/partners/${partnerId}/people/${id}`}>{words("partnerContacts.edit")}</a> : null}
            </p>
          </li>
        ))}
        {units.map((unit) => (
          <li key={unit}>{words("partnerContacts.ask", { unit, count: unseen.filter((contact) => contact.unit === unit).length })}</li>
        ))}
      </Rows>
      {addAt === null ? null : <p><a className="more" href={addAt}>{words("partnerContacts.add")}</a></p>}
    </>
  );
}
