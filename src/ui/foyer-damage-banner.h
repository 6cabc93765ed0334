/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_DAMAGE_BANNER (foyer_damage_banner_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDamageBanner, foyer_damage_banner, FOYER, DAMAGE_BANNER, AdwBin)

void foyer_damage_banner_set_path (FoyerDamageBanner *self, const char *path);

G_END_DECLS
