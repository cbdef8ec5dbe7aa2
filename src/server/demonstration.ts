import "server-only";
import { demonstrations } from "@packs/all-demonstrations";
import { shippedPack } from "./pack";

/** The password of every demonstration account; such accounts exist only beside the embedded database. */
export const DEMONSTRATION_PASSWORD = "utblick-demonstration";

/** The demonstration accounts of this municipality, one a role, in the given language. */
export async function listDemonstrationAccounts(locale: "sv" | "en"): Promise<{ email: string; label: string; description: string }[]> {
  const demonstration = demonstrations[shippedPack().id];
  const { accounts, people } = demonstration === undefined ? { accounts: [], people: [] } : await demonstration();
  return accounts.map((account) => ({
    email: people.find((person) => person.key === account.person)?.email ?? "",
    label: account.label[locale],
    description: account.description[locale],
  }));
}
