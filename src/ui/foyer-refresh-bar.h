/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-mirror-refresh.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_REFRESH_BAR (foyer_refresh_bar_get_type ())
G_DECLARE_FINAL_TYPE (FoyerRefreshBar, foyer_refresh_bar, FOYER, REFRESH_BAR, AdwBin)

/* Uses the action leads.cancel-refresh. */
void foyer_refresh_bar_set_refresh (FoyerRefreshBar *self, FoyerMirrorRefresh *refresh);

G_END_DECLS
