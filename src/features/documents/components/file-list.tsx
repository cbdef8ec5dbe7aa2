import { Rows } from "@/components/section";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { previewOf, writeSize } from "../rules";
import type { StoredFile } from "../service";

/** A document's versions, the latest first, each to be fetched and where it can be to be looked at. */
export function FileList({ files, path, words }: { files: readonly StoredFile[]; path: string; words: Words }) {
  return (
    <Rows>
      {files.map((file) => (
        <li key={file.id}>
          <h3>{words("documents.version", { number: file.number })}</h3>
          <p>
            <a href={`/api/documents/${file.id}`}>{words("documents.downloadOf", { name: file.name, size: writeSize(file.sizeBytes) })}</a>
          </p>
          <p className="meta">{words("documents.uploadedBy", { name: file.uploadedByName ?? words("documents.someone"), when: formatInstant(file.uploadedAt, words.locale) })}</p>
          {file.note === null ? null : <p>{file.note}</p>}
          {previewOf(file) === null || files.length === 1 ? null : (
            <p>
              <a className="more" href={`${path}?version=${String(file.number)}#preview`}>{words("documents.look", { number: file.number })}</a>
            </p>
          )}
          <p className="meta">{words(`documents.scan.${file.scan}`)}</p>
          <p className="meta break-all">
            {words("documents.field.sha256")}: {file.sha256}
          </p>
        </li>
      ))}
    </Rows>
  );
}
