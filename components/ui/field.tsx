import { CircleAlert } from "lucide-react"
import { type ComponentProps, type ReactNode, useId } from "react"

type Control = { id: string; "aria-describedby"?: string; "aria-invalid"?: true }

/** A message under a field: icon and words. */
export function ErrorLine({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="err" id={id}>
      <CircleAlert className="i i--s" aria-hidden="true" />
      <span>{children}</span>
    </p>
  )
}

type FieldProps = {
  id?: string
  label: ReactNode
  hint?: ReactNode
  error?: string
  children: (control: Control) => ReactNode
}

/**
 * Label above, control, hint, error below with its icon; hint and error are tied to the control.
 * @param id of the control, where a link leads to it
 * @param children gets what the control must carry
 */
export function Field({ id: given, label, hint, error, children }: FieldProps) {
  const made = useId()
  const id = given ?? made
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ")
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <ErrorLine id={`${id}-error`}>{error}</ErrorLine>}
    </div>
  )
}

type TextFieldProps = ComponentProps<"input"> & Pick<FieldProps, "label" | "hint" | "error">

/** A field of one line. */
export function TextField({ id, label, hint, error, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => <input {...input} {...control} className="input" />}
    </Field>
  )
}
