import { attachSchema } from "@/features/documents/schema";
import { attachDocument } from "@/features/documents/service";
import { registers } from "@/registers";
import { defineUpload } from "@/server/attachments/door";

/** A file that is attached to a record. */
export const POST = defineUpload({
  form: "document-attach",
  field: "file",
  input: attachSchema,
  run: (actor, input, file) => attachDocument(actor, input, file, { registers }),
  next: (output) => `/documents/${output.ok ? output.value.id : ""}?done=attached`,
});
