import { CallsLoading } from "@/components/rooms/calls-loading"

export default function Loading() {
  return <CallsLoading />
}
