import { Section } from "@/components/section";
import type { Words } from "@/messages/words";
import { previewOf } from "../rules";
import type { StoredFile } from "../service";

interface Props {
  file: StoredFile;
  title: string;
  /** As the address says it; the first where it says nothing that there is. */
  page: number;
  path: string;
  isLatest: boolean;
  words: Words;
}

/** What a file looks like: a picture, or one page of it at a time; never the file itself. */
export function FilePreview({ file, title, page, path, isLatest, words }: Props) {
  const kind = previewOf(file);
  const pages = file.pages ?? 1;
  const shown = Number.isInteger(page) && page >= 1 && page <= pages ? page : 1;
  const pageAt = (number: number) => `${path}?${isLatest ? "" : `version=${String(file.number)}&`}page=${String(number)}#preview`;
  return (
    <Section id="preview" title={words("documents.preview")} {...(isLatest ? {} : { note: words("documents.version", { number: file.number }) })}>
      {kind === null ? <p>{words("documents.noPreview")}</p> : null}
      {kind === "image" ? <img className="file-preview" src={`/api/documents/${file.id}/image`} alt={words("documents.imageAlt", { title })} /> : null}
      {kind === "pages" ? (
        <>
          <img className="file-preview" src={`/api/documents/${file.id}/pages/${String(shown)}`} alt={words("documents.pageAlt", { title, page: shown, pages })} />
          {pages > 1 ? (
            <nav aria-label={words("frame.pages")}>
              <p>
                {shown > 1 ? <a className="more" href={pageAt(shown - 1)}>{words("documents.previousPage")}</a> : null} {words("documents.pageOf", { page: shown, pages })}{" "}
                {shown < pages ? <a className="more" href={pageAt(shown + 1)}>{words("documents.nextPage")}</a> : null}
              </p>
            </nav>
          ) : null}
        </>
      ) : null}
    </Section>
  );
}
