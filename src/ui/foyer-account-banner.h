/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

/**
 * FoyerAccountBanner:
 * @text: (nullable): owned; `NULL`: there is no banner
 * @button: (nullable): the label of its one button, translated
 * @action: (nullable): what the button does
 */
typedef struct
{
  char *text;
  const char *button;
  const char *action;
} FoyerAccountBanner;

FoyerAccountBanner foyer_account_banner_derive (FoyerTrouble trouble, gboolean is_paused, guint n_waiting);
void foyer_account_banner_clear (FoyerAccountBanner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FoyerAccountBanner, foyer_account_banner_clear)

G_END_DECLS
