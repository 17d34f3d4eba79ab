import { StatusLoading } from "@/components/status/status-loading"

export default function Loading() {
  return <StatusLoading />
}
