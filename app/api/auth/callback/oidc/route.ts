import { wayFromIssuer } from "@/lib/account/data/oidc-ways"
import { route } from "@/lib/route"

export const GET = route(wayFromIssuer)
