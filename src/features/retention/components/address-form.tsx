import { Button, Buttons } from "@/components/button";
import { TextField } from "@/components/field";
import type { Words } from "@/messages/words";

/** Asks which record is to be kept from disposal, by the address of its page. */
export function AddressForm({ address, error, words }: { address: string; error: string | undefined; words: Words }) {
  return (
    <form action="/retention/holds/new" className="mt-6 mb-8" noValidate>
      <TextField name="address" label={words("retention.field.address")} help={words("retention.help.address")} error={error} defaultValue={address} autoComplete="off" required />
      <Buttons>
        <Button>{words("retention.holdAddress")}</Button>
      </Buttons>
    </form>
  );
}
