/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What `./dev chaos --broken` takes out of the delivery, one thing at a time, to show that the audit sees it: the
 * drivers of the chaos run are built with it, and nothing else ever is (tests/chaos/meson.build). */
#define FOYER_BREAK_NONE       0
#define FOYER_BREAK_MARK_LATE  1 /* "sending" is written down after the request has left */
#define FOYER_BREAK_NO_FENCE   2 /* "not there" is believed at once */
#define FOYER_BREAK_NO_LOCK    3 /* whoever wants to delivers */
#define FOYER_BREAK_MATCH_NAME 4 /* a lead of that name is taken for the one that was sent */

#ifndef FOYER_BREAK
#define FOYER_BREAK FOYER_BREAK_NONE
#endif

#define FOYER_BREAKS(what) (FOYER_BREAK == FOYER_BREAK_##what)
