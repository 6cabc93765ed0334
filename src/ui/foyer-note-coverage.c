/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of how many leads the search covers the notes: they come lead by lead, and what has not come is not found. */

#include "config.h"

#include "foyer-note-coverage.h"

#include <glib/gi18n.h>

#define PAUSE 400 /* milliseconds after the last letter: counting is not to stand before the search itself */

struct _FoyerNoteCoverage
{
  AdwBin parent_instance;

  /* owned */
  FoyerSession *session; /* nullable */

  guint pause_id;
  gboolean searching;

  /* children */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FoyerNoteCoverage, foyer_note_coverage, ADW_TYPE_BIN)

static void
show (FoyerNoteCoverage *self, guint n_with_notes, guint n_leads)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: of how many leads the search looks at the notes, and how many leads there are: the notes of the
       * others have not come yet */
      ngettext ("The notes of %'u of %'u lead are searched", "The notes of %'u of %'u leads are searched", n_leads),
      n_with_notes, n_leads);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self), n_with_notes < n_leads);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerNoteCoverage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_with_notes = 0, n_leads = 0;

  if (!foyer_session_count_notes_finish (FOYER_SESSION (source), result, &n_with_notes, &n_leads, &error))
    return;
  if (self->searching && self->session == FOYER_SESSION (source))
    show (self, n_with_notes, n_leads);
}

static void
pause_over_cb (gpointer user_data)
{
  FoyerNoteCoverage *self = user_data;

  self->pause_id = 0;
  foyer_session_count_notes_async (self->session, NULL, counted_cb, g_object_ref (self));
}

static void
update (FoyerNoteCoverage *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->searching && self->session != NULL)
    self->pause_id = g_timeout_add_once (PAUSE, pause_over_cb, self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
foyer_note_coverage_dispose (GObject *object)
{
  FoyerNoteCoverage *self = FOYER_NOTE_COVERAGE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  foyer_note_coverage_set_session (self, NULL);

  G_OBJECT_CLASS (foyer_note_coverage_parent_class)->dispose (object);
}

static void
foyer_note_coverage_class_init (FoyerNoteCoverageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_note_coverage_dispose;
}

static void
foyer_note_coverage_init (FoyerNoteCoverage *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->label), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->label), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->label), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->label), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dimmed");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

/**
 * foyer_note_coverage_set_session:
 * @session: (nullable): whose leads are searched
 */
void
foyer_note_coverage_set_session (FoyerNoteCoverage *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_NOTE_COVERAGE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (foyer_session_get_refresh (self->session), self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (foyer_session_get_refresh (session), "notify::finished", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

/**
 * foyer_note_coverage_set_searching:
 * @searching: whether something is searched for; to be told at every letter
 */
void
foyer_note_coverage_set_searching (FoyerNoteCoverage *self, gboolean searching)
{
  g_return_if_fail (FOYER_IS_NOTE_COVERAGE (self));

  self->searching = searching;
  update (self);
}
