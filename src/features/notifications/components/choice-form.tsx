import { Button } from "@/components/button";
import { RadioGroup, SelectField } from "@/components/field";
import type { FormProblems } from "@/lib/form-problems";
import { textOf } from "@/domain/values";
import type { Words } from "@/messages/words";
import { chooseDelivery } from "../actions";
import { LANGUAGES, NOTIFICATION_DELIVERIES, type NotificationChoice } from "../schema";

/** How a person wants to be told, and in which language. */
export function ChoiceForm({ choice, problems, words }: { choice: NotificationChoice & { version: number }; problems: FormProblems; words: Words }) {
  return (
    <form action={chooseDelivery} className="mt-6" noValidate>
      <input type="hidden" name="_back" value="/account" />
      <input type="hidden" name="_version" value={choice.version} />
      <RadioGroup
        name="delivery"
        label={words("notifications.deliveryLabel")}
        options={NOTIFICATION_DELIVERIES.map((value) => ({ value, label: words(`notifications.delivery.${value}`), help: words(`notifications.deliveryHelp.${value}`) }))}
        defaultValue={textOf(problems.values, "delivery") || choice.delivery}
        error={problems.errorOf("delivery")}
      />
      <SelectField
        name="language"
        label={words("notifications.languageLabel")}
        width="medium"
        options={LANGUAGES.map((value) => ({ value, label: words(`notifications.language.${value}`) }))}
        defaultValue={textOf(problems.values, "language") || choice.language}
        error={problems.errorOf("language")}
      />
      <div className="btns mt-4">
        <Button small>{words("notifications.save")}</Button>
      </div>
    </form>
  );
}
