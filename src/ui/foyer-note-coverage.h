/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session-mirror.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Says, while something is searched for, of how many leads the notes are searched, unless it is all. */
#define FOYER_TYPE_NOTE_COVERAGE (foyer_note_coverage_get_type ())
G_DECLARE_FINAL_TYPE (FoyerNoteCoverage, foyer_note_coverage, FOYER, NOTE_COVERAGE, AdwBin)

void foyer_note_coverage_set_session (FoyerNoteCoverage *self, FoyerSession *session);
void foyer_note_coverage_set_searching (FoyerNoteCoverage *self, gboolean searching);

G_END_DECLS
