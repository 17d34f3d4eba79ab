import type { ComponentProps } from "react"
import { PasswordField } from "@/components/ui/password-field"

type PresentPasswordProps = Pick<ComponentProps<typeof PasswordField>, "label" | "show" | "error"> & {
  email: string
  name?: string
}

/**
 * The password of an account that exists, asked for once more.
 * @param email for password managers, which look for the account's name beside its password
 * @param name of the field
 */
export function PresentPassword({ email, name = "currentPassword", ...field }: PresentPasswordProps) {
  return (
    <>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name={name} autoComplete="current-password" {...field} />
    </>
  )
}
