/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a refresh of the mirror is, with a way to stop it, and afterwards what of it could not be read. What is
 * quicker than half a second is not shown. */

#include "config.h"

#include "foyer-refresh-bar.h"

#include "foyer-announce.h"

#include <glib/gi18n.h>

#define SHOW_DELAY 500 /* milliseconds */

struct _FoyerRefreshBar
{
  AdwBin parent_instance;

  /* owned */
  FoyerMirrorRefresh *refresh; /* nullable */
  guint show_timeout;
  guint n_dismissed; /* rows that could not be read, and that a person knows of */

  /* children */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;
  GtkWidget *stop_button;
  GtkWidget *dismiss_button;
};

G_DEFINE_FINAL_TYPE (FoyerRefreshBar, foyer_refresh_bar, ADW_TYPE_BIN)

static char *
describe (FoyerMirrorRefresh *refresh)
{
  guint n_done = foyer_mirror_refresh_get_n_done (refresh);
  guint n_total = foyer_mirror_refresh_get_n_total (refresh);
  const char *part;

  switch (foyer_mirror_refresh_get_part (refresh))
    {
    case FOYER_REFRESH_COMPANIES:
      /* Translators: what is done in the background; a number comes after it */
      part = _ ("Fetching companies");
      break;
    case FOYER_REFRESH_PEOPLE:
      /* Translators: what is done in the background; a number comes after it */
      part = _ ("Fetching people");
      break;
    case FOYER_REFRESH_NOTES:
      part = C_ ("lead group", "Notes");
      break;
    case FOYER_REFRESH_NOTHING:
    case FOYER_REFRESH_LEADS:
    case FOYER_N_REFRESH_PARTS:
    default:
      /* Translators: what is done in the background; a number comes after it */
      part = _ ("Fetching leads");
      break;
    }
  if (n_done == 0)
    return g_strdup (part);
  if (n_total == 0)
    /* Translators: "Fetching leads: 1,200" */
    return g_strdup_printf (C_ ("progress", "%s: %'u"), part, n_done);
  /* Translators: "Fetching leads: 1,200 of 100,000" */
  return g_strdup_printf (C_ ("progress", "%s: %'u of %'u"), part, n_done, MAX (n_done, n_total));
}

static void
show_timeout_cb (gpointer user_data)
{
  FoyerRefreshBar *self = user_data;

  self->show_timeout = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
show_bad (FoyerRefreshBar *self, guint n_bad)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (
      ngettext ("%u row of the platform could not be read", "%u rows of the platform could not be read", n_bad), n_bad);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (self->stop_button, FALSE);
  gtk_widget_set_visible (self->dismiss_button, TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  foyer_announce (GTK_WIDGET (self), text);
}

static void
end (FoyerRefreshBar *self)
{
  guint n_bad = self->refresh != NULL ? foyer_mirror_refresh_get_n_bad (self->refresh) : 0;

  g_clear_handle_id (&self->show_timeout, g_source_remove);
  if (n_bad > self->n_dismissed)
    show_bad (self, n_bad);
  else
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
dismiss_cb (FoyerRefreshBar *self)
{
  self->n_dismissed = foyer_mirror_refresh_get_n_bad (self->refresh);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
update (FoyerRefreshBar *self)
{
  g_autofree char *text = NULL;
  guint n_total;

  if (self->refresh == NULL || !foyer_mirror_refresh_get_is_running (self->refresh))
    {
      end (self);
      return;
    }
  if (self->show_timeout == 0 && !gtk_revealer_get_reveal_child (self->revealer))
    self->show_timeout = g_timeout_add_once (SHOW_DELAY, show_timeout_cb, self);

  text = describe (self->refresh);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), NULL);
  gtk_widget_set_visible (self->stop_button, TRUE);
  gtk_widget_set_visible (self->dismiss_button, FALSE);
  n_total = foyer_mirror_refresh_get_n_total (self->refresh);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), n_total > 0);
  if (n_total > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   MIN (1.0, (double) foyer_mirror_refresh_get_n_done (self->refresh) / n_total));
}

static void
foyer_refresh_bar_dispose (GObject *object)
{
  FoyerRefreshBar *self = FOYER_REFRESH_BAR (object);

  g_clear_handle_id (&self->show_timeout, g_source_remove);
  if (self->refresh != NULL)
    g_signal_handlers_disconnect_by_data (self->refresh, self);
  g_clear_object (&self->refresh);

  G_OBJECT_CLASS (foyer_refresh_bar_parent_class)->dispose (object);
}

static void
foyer_refresh_bar_class_init (FoyerRefreshBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_refresh_bar_dispose;
}

static void
foyer_refresh_bar_init (FoyerRefreshBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  /* Translators: for a screen reader: the bar that shows how much of what is new on the platform was fetched; also what
   * a keyboard shortcut does */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Refresh"), -1);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->progress));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  self->stop_button = gtk_button_new_from_icon_name ("process-stop-symbolic");
  /* Translators: a button: stops the fetching of what is new on the platform */
  gtk_widget_set_tooltip_text (self->stop_button, _ ("Stop Refreshing"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stop_button), "leads.cancel-refresh");
  gtk_widget_add_css_class (self->stop_button, "flat");
  self->dismiss_button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: takes a message away that was read */
  gtk_widget_set_tooltip_text (self->dismiss_button, C_ ("message", "Dismiss"));
  gtk_widget_add_css_class (self->dismiss_button, "flat");
  gtk_widget_set_visible (self->dismiss_button, FALSE);
  g_signal_connect_object (self->dismiss_button, "clicked", G_CALLBACK (dismiss_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->stop_button);
  gtk_box_append (GTK_BOX (box), self->dismiss_button);
  gtk_widget_add_css_class (box, "refresh-bar");

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
}

/**
 * foyer_refresh_bar_set_refresh:
 * @refresh: (nullable): whose progress is shown
 */
void
foyer_refresh_bar_set_refresh (FoyerRefreshBar *self, FoyerMirrorRefresh *refresh)
{
  static const char *const watched[] = { "notify::is-running", "notify::part", "notify::n-done", "notify::n-total" };

  g_return_if_fail (FOYER_IS_REFRESH_BAR (self));

  if (self->refresh == refresh)
    return;
  if (self->refresh != NULL)
    g_signal_handlers_disconnect_by_data (self->refresh, self);
  g_set_object (&self->refresh, refresh);
  self->n_dismissed = 0;
  for (guint i = 0; refresh != NULL && i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (refresh, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
