import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a contact at a partner depends on; taken from the stored row. */
export interface ContactThing extends Identified {
  /** The unit that is in touch. */
  unitId: string;
  /** That the details have been erased, or should have been. */
  isErased: boolean;
}

const isOwn = (actor: Actor, contact: ContactThing) => isCoordinator(actor) || answersForUnit(actor, contact.unitId);
const mayChange = (actor: Actor, contact: ContactThing) => !contact.isErased && isOwn(actor, contact);

/** Everyone sees which unit knows someone at a partner; who it is, is for those who answer for the unit and for the office. */
export const contactPolicy = definePolicy({
  feature: "partnerContacts",
  rules: {
    view: () => true,
    viewDetails: mayChange,
    add: isOwn,
    edit: mayChange,
    erase: mayChange,
  },
});
