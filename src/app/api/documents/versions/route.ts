import { reviseSchema } from "@/features/documents/schema";
import { reviseDocument } from "@/features/documents/service";
import { registers } from "@/registers";
import { defineUpload } from "@/server/attachments/door";

/** A document's next version. */
export const POST = defineUpload({
  form: "document-revise",
  field: "file",
  input: reviseSchema,
  run: (actor, input, file) => reviseDocument(actor, input, file, { registers }),
  next: (_output, { id }) => `/documents/${id}?done=revised`,
});
