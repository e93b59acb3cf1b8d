import { Card } from "@/design/card/card.tsx";
import { Field, TextInput } from "@/design/field/field.tsx";

/** Words for the shop. */
export function RemarkRow({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Card flush>
      <Field label="备注">
        <TextInput
          label="备注"
          value={value}
          onChange={onChange}
          max={100}
          placeholder="选填，想对商家说的话"
        />
      </Field>
    </Card>
  );
}
