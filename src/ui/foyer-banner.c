/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A banner that is folded away is not there for a screen reader either. */

#include "foyer-banner.h"

static void
folded_cb (AdwBanner *banner, GParamSpec *pspec, GtkRevealer *revealer)
{
  if (!gtk_revealer_get_reveal_child (revealer) && !gtk_revealer_get_child_revealed (revealer))
    gtk_widget_set_visible (GTK_WIDGET (banner), FALSE);
}

/**
 * foyer_banner_set_revealed:
 * @banner: one that is not visible at first
 * @revealed: whether it is to be seen
 *
 * An AdwBanner that is not revealed has no height, but goes by its title all the same. It is taken away once it has
 * folded.
 */
void
foyer_banner_set_revealed (AdwBanner *banner, gboolean revealed)
{
  GtkWidget *revealer;

  g_return_if_fail (ADW_IS_BANNER (banner));

  revealer = gtk_widget_get_first_child (GTK_WIDGET (banner));
  if (revealed)
    gtk_widget_set_visible (GTK_WIDGET (banner), TRUE);
  else if (!GTK_IS_REVEALER (revealer) || !gtk_widget_get_mapped (GTK_WIDGET (banner)))
    gtk_widget_set_visible (GTK_WIDGET (banner), FALSE);
  if (!revealed && GTK_IS_REVEALER (revealer))
    {
      g_signal_handlers_disconnect_by_func (revealer, folded_cb, banner);
      g_signal_connect_object (revealer, "notify::child-revealed", G_CALLBACK (folded_cb), banner, G_CONNECT_SWAPPED);
    }
  adw_banner_set_revealed (banner, revealed);
}
