#!/bin/sh
# A browser that Playwright starts and speaks to over a pipe, on a host of the lab: LAB_SPACE names the namespace.
exec ip netns exec "$LAB_SPACE" "$LAB_PROGRAM" "$@"
