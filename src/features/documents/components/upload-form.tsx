import type { ReactNode } from "react";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { FileField } from "@/components/field";
import { Notice } from "@/components/notice";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { FILE_TYPES } from "../rules";
import { UploadProgress } from "./upload-progress";

interface Props {
  action: string;
  /** What is sent along. */
  fields: Readonly<Record<string, string | number>>;
  problems: Pick<FormProblems, "errorOf">;
  /** Whether the form has been sent and comes back, without the file that was chosen. */
  isShownAgain: boolean;
  megabytes: number;
  save: string;
  cancelHref: string;
  words: Words;
  children: ReactNode;
}

const FORM = "upload";

/** A form with a file, which is sent as it is and received as it arrives. */
export function UploadForm({ action, fields, problems, isShownAgain, megabytes, save, cancelHref, words, children }: Props) {
  return (
    <form id={FORM} method="post" encType="multipart/form-data" action={action} noValidate>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {isShownAgain ? <Notice>{words("documents.fileAgain")}</Notice> : null}
      <FileField name="file" label={words("documents.file")} help={words("documents.fileHelp", { megabytes })} error={problems.errorOf("file")} accept={Object.keys(FILE_TYPES).map((ending) => `.${ending}`).join(",")} required />
      {children}
      <UploadProgress formId={FORM} label={words("documents.sending")} failed={words("documents.sendFailed")} />
      <Buttons>
        <Button variant="primary">{save}</Button>
        <ButtonLink variant="text" href={cancelHref}>{words("documents.cancel")}</ButtonLink>
      </Buttons>
    </form>
  );
}
