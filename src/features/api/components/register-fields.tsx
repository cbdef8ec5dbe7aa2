import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { documentFields } from "../report";
import { parametersOf, type Resource } from "../schema";

/** One register of the API: where it is read, and what its records hold. */
export function RegisterFields({ resource, address, words }: { resource: Resource; address: string; words: Words }) {
  const title = words(resource.title);
  return (
    <details id={`register-${resource.name}`} className="mt-4">
      <summary>{title}</summary>
      <p>
        <code>{`GET ${address}/${resource.name}`}</code>
      </p>
      <p className="meta">{parametersOf(resource).join(", ")}</p>
      <DataTable caption={words("api.fieldsOf", { register: title })} hideCaption cards="plain">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head}>{words("api.fieldName")}</th>
            <th {...ROLES.head}>{words("api.type")}</th>
            <th {...ROLES.head}>{words("api.meaning")}</th>
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {documentFields(resource, words).map((field) => (
            <tr key={field.name} {...ROLES.row}>
              <th {...ROLES.name}><code>{field.name}</code></th>
              <td {...ROLES.cell} data-label={words("api.type")}>
                <span>
                  <code>{field.type}</code>
                  {field.isNullable ? <span className="meta"> {words("api.mayBeNull")}</span> : null}
                </span>
              </td>
              <td {...ROLES.cell} data-label={words("api.meaning")}>
                <span>
                  {field.about}
                  {field.values.length === 0 ? null : <span className="meta break-words"> {words("api.valuesAre", { values: field.values.join(", ") })}</span>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </details>
  );
}
