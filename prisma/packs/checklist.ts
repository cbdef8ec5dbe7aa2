import type { ChecklistItem } from "./pack";

/** What municipal economists ask of whoever applies for and runs a project with money from outside: drawn from a school office's own checklist. A pack takes what it wants. */
export const checklist: ChecklistItem[] = [
  { code: "ANCHORED", sv: "Behov och budget är förankrade hos ledningen", en: "The need and the budget are anchored with the management", helpSv: "Före ansökan, med den som beslutar om verksamhetens pengar.", helpEn: "Before the application, with whoever decides on the unit's money." },
  { code: "LIQUIDITY", sv: "Någon bär kostnaden tills pengarna kommer", en: "Somebody carries the cost until the money comes", helpSv: "Bidrag betalas ofta ut i efterskott. Kom överens med ekonomen.", helpEn: "Grants are often paid in arrears. Agree with the economist." },
  { code: "CODE_STRING", sv: "Kodsträng finns", en: "There is a code string", helpSv: "Den som alla kostnader och timmar bokförs på.", helpEn: "The one that all costs and hours are booked on." },
  { code: "PROJECT_NUMBER", sv: "Projektnummer finns i redovisningen", en: "There is a project number in the accounts", helpSv: "Skriv numret i anteckningen.", helpEn: "Write the number in the note." },
  { code: "ATTESTANT", sv: "Attestant är utsedd", en: "Somebody is appointed to certify invoices", helpSv: "Skriv funktionen, inte namnet.", helpEn: "Write the function, not the name." },
  { code: "PAYMENT_ANNOUNCED", sv: "Ekonomi vet när en utbetalning väntas", en: "The accounts office knows when a payment is expected", helpSv: "Annars vet ingen vart pengarna ska.", helpEn: "Otherwise nobody knows where the money belongs." },
  { code: "GRANT_AGREEMENT", sv: "Bidragsavtalet är undertecknat och diariefört", en: "The grant agreement is signed and registered", helpSv: "Skriv diarienumret i anteckningen.", helpEn: "Write the registry number in the note." },
  { code: "SEPARATE_ACCOUNTS", sv: "Projektet särredovisas", en: "The project has accounts of its own", helpSv: "Kostnader, timmar och underlag går att visa upp för sig.", helpEn: "Costs, hours and vouchers can be shown by themselves." },
  { code: "PUBLICITY", sv: "Logotyp, webbtext och skylt enligt programmets regler", en: "Logo, web text and sign by the programme's rules", helpSv: "Programmet kan dra av på bidraget om det saknas.", helpEn: "The programme may cut the grant if it is missing." },
];
