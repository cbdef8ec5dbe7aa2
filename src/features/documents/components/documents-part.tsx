import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeSize } from "../rules";
import { isDocumentAwaited, type Subject } from "../schema";
import type { LyingDocument, StoredDocument } from "../service";

interface Props {
  subject: Subject;
  documents: readonly LyingDocument[];
  mayAttach: boolean;
  words: Words;
}

/** The documents that lie with a record, and the way to adding one. */
export function DocumentsPart({ subject, documents, mayAttach, words }: Props) {
  const add = `/documents/new?kind=${subject.kind}&id=${subject.id}`;
  return (
    <Section id="documents" title={words("documents.part")}>
      {documents.length > 0 ? (
        <Rows tight>
          {documents.map((document) => (
            <li key={document.id}>
              <a href={`/documents/${document.id}`}>{document.title}</a> {document.isConfidential ? <Status kind="late">{words("documents.confidential", { provision: document.confidentialityProvision ?? "" })}</Status> : null}
              <small> {describeDocument(document, words)}</small>
              {document.from === null ? null : <small className="block">{words("documents.fromMerged", { title: document.from })}</small>}
            </li>
          ))}
        </Rows>
      ) : isDocumentAwaited(subject.kind) ? (
        <p>
          <Status kind="missing">{words("documents.missing")}</Status>
        </p>
      ) : (
        <p>{words("documents.noneOfRecord")}</p>
      )}
      {mayAttach ? (
        <p>
          <a className="more" href={add}>{words("documents.add")}</a>
        </p>
      ) : null}
      <p>
        <a className="more" href={`/api/registration-sheets/${subject.kind}/${subject.id}${words.locale === "en" ? "?lang=en" : ""}`}>{words("registration.link")}</a>
      </p>
    </Section>
  );
}

function describeDocument({ kind, documentOn, caseNumber, files }: StoredDocument, words: Words): string {
  const [file] = files;
  return [
    words(`documents.kind.${kind}`),
    documentOn === null ? null : formatDate(documentOn, words.locale),
    caseNumber,
    file === undefined ? null : `${file.name.slice(file.name.lastIndexOf(".") + 1)}, ${writeSize(file.sizeBytes)}`,
    files.length > 1 ? words("documents.more", { count: files.length - 1 }) : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
