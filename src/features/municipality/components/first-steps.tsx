import type { ReactNode } from "react";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import type { Words } from "@/messages/words";
import type { FirstStep, JudgedStep } from "../first-steps/rules";

/** What each step leads to, in the order in which it is offered. */
const WAYS: Readonly<Record<FirstStep, readonly (readonly [name: string, href: string])[]>> = {
  profile: [["open", "/municipality"]],
  document: [["open", "/governing-documents"]],
  bodies: [["list", "/imports/new?kind=body"], ["template", "/api/imports/templates/body"], ["byHand", "/bodies/new"]],
  people: [["list", "/imports/new?kind=person"], ["template", "/api/imports/templates/person"], ["byHand", "/people/new"]],
  office: [["open", "/people"]],
  contactPersons: [["open", "/bodies"]],
  programmes: [["open", "/programmes"]],
  mail: [["open", "/mails"]],
  signIn: [["open", "/people"]],
  project: [["open", "/projects/new"]],
};

/** The first steps of a new municipality: what each is for, how it stands, and where it is done. `actions` stand last in their step; what is `closed` to the reader leads nowhere. */
export function FirstSteps({ steps, actions, closed, words }: { steps: readonly JudgedStep[]; actions: Partial<Record<FirstStep, ReactNode>>; closed: readonly FirstStep[]; words: Words }) {
  return steps.map(({ step, isDone, says, params }, place) => (
    <Section
      key={step}
      id={step}
      title={words("firstSteps.numbered", { number: place + 1, title: words(`firstSteps.steps.${step}.title`) })}
      action={<Status kind={isDone ? "done" : "todo"}>{words(isDone ? "firstSteps.isDone" : "firstSteps.isToDo")}</Status>}
    >
      <p>{words(`firstSteps.steps.${step}.why`)}</p>
      <p className="meta">{words(`firstSteps.steps.${step}.${says}`, params)}</p>
      {closed.includes(step) ? null : (
        <Rows tight>
          {WAYS[step].map(([name, href]) => (
            <li key={href}><a href={href}>{words(`firstSteps.steps.${step}.ways.${name}`)}</a></li>
          ))}
        </Rows>
      )}
      {actions[step]}
    </Section>
  ));
}
