/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leads of the list in pictures: how many are in which stage, and how many of each stage and source came in the
 * months of the last year. Every picture stands beside its name and its number. */

#include "config.h"

#include "foyer-figures-page.h"

#include "foyer-chart-bar.h"
#include "foyer-error-text.h"
#include "foyer-figures-series.h"
#include "foyer-focus.h"
#include "foyer-lead-text.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>
#include <string.h>

#define UPDATE_DELAY 500 /* milliseconds: a refresh changes the mirror many times a second */

/* What is asked of the mirror, one after the other. */
enum
{
  STAGES,
  STAGES_BY_MONTH,
  SOURCES_BY_MONTH,
  N_COUNTS,
};

static const struct
{
  FoyerLeadField field;
  gboolean by_month;
} questions[N_COUNTS] = {
  [STAGES] = { FOYER_LEAD_STAGE, FALSE },
  [STAGES_BY_MONTH] = { FOYER_LEAD_STAGE, TRUE },
  [SOURCES_BY_MONTH] = { FOYER_LEAD_SOURCE, TRUE },
};

struct _FoyerFiguresPage
{
  AdwNavigationPage parent_instance;

  /* owned */
  FoyerSession *session;
  FoyerLeadQuery *query;
  GCancellable *cancellable; /* of the counts that are waited for */
  GArray *counts[N_COUNTS];  /* nullable until it is counted */
  guint asked;               /* which of them is waited for */
  guint update_timeout;
  gboolean is_shown; /* all of them are, under the names the picklists have now */

  /* children */
  GtkStack *stack;
  AdwStatusPage *status;
  AdwPreferencesPage *figures;
  AdwPreferencesGroup *groups[N_COUNTS];
};

G_DEFINE_FINAL_TYPE (FoyerFiguresPage, foyer_figures_page, ADW_TYPE_NAVIGATION_PAGE)

/* A group cannot be emptied: it is made anew. */
static AdwPreferencesGroup *
renew_group (FoyerFiguresPage *self, AdwPreferencesGroup *old, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (old != NULL)
    adw_preferences_page_remove (self->figures, old);
  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->figures, group);
  return group;
}

static char *
dup_item_title (FoyerFiguresPage *self, FoyerLeadField field, gint64 id)
{
  FoyerPicklists *picklists = foyer_session_get_picklists (self->session);
  const char *title;

  if (field == FOYER_LEAD_STAGE)
    return foyer_lead_text_section (FOYER_LEAD_SECTIONS_STAGE, id, picklists);
  if (id == 0)
    return g_strdup (C_ ("leads by source", "No source"));
  title = foyer_lead_text_item (picklists, FOYER_PICKLIST_SOURCE, id);
  return *title != '\0' ? g_strdup (title) : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static guint
count_stage (FoyerFiguresPage *self, gint64 id)
{
  for (guint i = 0; i < self->counts[STAGES]->len; i++)
    if (g_array_index (self->counts[STAGES], FoyerLeadCount, i).key == id)
      return g_array_index (self->counts[STAGES], FoyerLeadCount, i).n;
  return 0;
}

static void
add_stage (FoyerFiguresPage *self, gint64 id, guint most)
{
  guint n = count_stage (self, id);
  g_autofree char *title = dup_item_title (self, FOYER_LEAD_STAGE, id);
  g_autofree char *spoken = foyer_figures_spoken_text (title, n);
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), foyer_figures_number_label_new (n));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), foyer_chart_bar_new (n, most));
  gtk_widget_add_css_class (box, "figure");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_preferences_group_add (self->groups[STAGES], row);
}

/* In the order of the picklist, also those without a lead; then those that are not in it (any more). */
static void
show_stages (FoyerFiguresPage *self)
{
  FoyerPicklist *stages = foyer_picklists_get (foyer_session_get_picklists (self->session), FOYER_PICKLIST_STAGE);
  guint most = 0;

  self->groups[STAGES] = renew_group (self, self->groups[STAGES], _ ("Leads by Stage"), NULL);
  for (guint i = 0; i < self->counts[STAGES]->len; i++)
    most = MAX (most, g_array_index (self->counts[STAGES], FoyerLeadCount, i).n);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (stages)); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (G_LIST_MODEL (stages), i);
      gint64 id = foyer_picklist_item_get_id (stage);

      if (foyer_picklist_item_can_be_chosen (stage) || count_stage (self, id) > 0)
        add_stage (self, id, most);
    }
  for (guint i = 0; i < self->counts[STAGES]->len; i++)
    {
      gint64 id = g_array_index (self->counts[STAGES], FoyerLeadCount, i).key;

      if (foyer_picklist_lookup (stages, id) == NULL)
        add_stage (self, id, most);
    }
}

static void
show_months (FoyerFiguresPage *self, guint count, const char *group_title, const char *description)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int last_month = foyer_figures_month (now);
  g_autoptr (GArray) series = foyer_figures_series_gather (self->counts[count], last_month);
  guint most = foyer_figures_series_find_most (series);

  self->groups[count] = renew_group (self, self->groups[count], group_title, description);
  for (guint i = 0; i < series->len; i++)
    {
      const FoyerFiguresSeries *each = &g_array_index (series, FoyerFiguresSeries, i);
      g_autofree char *title = dup_item_title (self, questions[count].field, each->id);

      adw_preferences_group_add (self->groups[count], foyer_figures_series_row_new (each, title, most, last_month));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->groups[count]), series->len > 0);
}

static void
show_status (FoyerFiguresPage *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->status));
}

static void
show_failure (FoyerFiguresPage *self, const GError *error)
{
  self->is_shown = FALSE;
  show_status (self, _ ("The Leads Could Not Be Counted"), foyer_error_text (error));
}

static void
show (FoyerFiguresPage *self)
{
  /* Not by the stack's focus child: a menu that closes takes the focus out of that, and the focus stays where it is. */
  gboolean had_focus = foyer_focus_find_in (GTK_WIDGET (self->stack)) != NULL;

  self->is_shown = TRUE;
  if (self->counts[STAGES]->len == 0)
    {
      show_status (self, _ ("No Leads to Count"),
                   foyer_lead_query_is_unfiltered (self->query) ? _ ("There are no leads yet.")
                                                                : _ ("No lead matches the search and filters."));
      return;
    }
  /* It waited for a row to take it, or the row that has it is made anew. GTK moves the focus from what goes away, but
   * later, and then from wherever it is by then. */
  if (had_focus)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  show_stages (self);
  show_months (self, STAGES_BY_MONTH, _ ("New Leads by Stage"),
               _ ("By the month they were created in, over the last twelve months, and the stage they are in now."));
  show_months (self, SOURCES_BY_MONTH, _ ("Leads by Source"),
               _ ("By the month they were created in, over the last twelve months."));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->figures));
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->groups[STAGES]), GTK_DIR_TAB_FORWARD);
}

/* Whether that is news. */
static gboolean
take_counts (GArray **mine, GArray *counts)
{
  gboolean is_new = *mine == NULL || (*mine)->len != counts->len
                    || (counts->len > 0
                        && memcmp ((*mine)->data, counts->data, counts->len * sizeof (FoyerLeadCount)) != 0);

  g_clear_pointer (mine, g_array_unref);
  *mine = g_array_ref (counts);
  return is_new;
}

static void ask (FoyerFiguresPage *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = foyer_session_count_leads_finish (FOYER_SESSION (source), result, &error);

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_failure (self, error);
      return;
    }
  if (take_counts (&self->counts[self->asked], counts))
    self->is_shown = FALSE;
  if (++self->asked < N_COUNTS)
    ask (self);
  /* Rows that stay keep the focus, and what was opened. */
  else if (!self->is_shown)
    show (self);
}

static void
ask (FoyerFiguresPage *self)
{
  foyer_session_count_leads_async (self->session, self->query, questions[self->asked].field,
                                   questions[self->asked].by_month, self->cancellable, counted_cb, g_object_ref (self));
}

static void
stop (FoyerFiguresPage *self)
{
  g_clear_handle_id (&self->update_timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update_cb (gpointer user_data)
{
  FoyerFiguresPage *self = user_data;

  self->update_timeout = 0;
  stop (self);
  self->cancellable = g_cancellable_new ();
  self->asked = 0;
  ask (self);
}

/* Where nobody looks nothing is counted. */
static void
changed_cb (FoyerFiguresPage *self)
{
  if (self->update_timeout == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_timeout = g_timeout_add_once (UPDATE_DELAY, update_cb, self);
}

static void
names_changed_cb (FoyerFiguresPage *self)
{
  self->is_shown = FALSE;
  changed_cb (self);
}

static void
foyer_figures_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (foyer_figures_page_parent_class)->map (widget);

  update_cb (widget);
}

static void
foyer_figures_page_unmap (GtkWidget *widget)
{
  stop (FOYER_FIGURES_PAGE (widget));

  GTK_WIDGET_CLASS (foyer_figures_page_parent_class)->unmap (widget);
}

static void
foyer_figures_page_dispose (GObject *object)
{
  FoyerFiguresPage *self = FOYER_FIGURES_PAGE (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, foyer_lead_query_free);
  for (guint i = 0; i < N_COUNTS; i++)
    g_clear_pointer (&self->counts[i], g_array_unref);

  G_OBJECT_CLASS (foyer_figures_page_parent_class)->dispose (object);
}

static void
foyer_figures_page_class_init (FoyerFiguresPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_figures_page_dispose;
  widget_class->map = foyer_figures_page_map;
  widget_class->unmap = foyer_figures_page_unmap;
}

static void
foyer_figures_page_init (FoyerFiguresPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *waiting = gtk_scrolled_window_new ();

  self->query = foyer_lead_query_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->figures = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  /* Until it is counted. The focus comes before there is a row to take it. */
  gtk_widget_set_focusable (waiting, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (waiting), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Figures"), -1);
  gtk_stack_add_child (self->stack, waiting);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->figures));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->status));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  /* Translators: the title of a page: how many leads there are, as charts */
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Figures"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

/**
 * foyer_figures_page_new:
 * @session: whose leads are counted
 */
FoyerFiguresPage *
foyer_figures_page_new (FoyerSession *session)
{
  FoyerFiguresPage *self = g_object_new (FOYER_TYPE_FIGURES_PAGE, NULL);
  FoyerPicklists *picklists = foyer_session_get_picklists (session);
  FoyerMirrorRefresh *refresh = foyer_session_get_refresh (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE), "items-changed",
                           G_CALLBACK (names_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_picklists_get (picklists, FOYER_PICKLIST_SOURCE), "items-changed",
                           G_CALLBACK (names_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refresh, "notify::is-running", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refresh, "notify::n-done", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_outbox (session), "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * foyer_figures_page_set_query:
 * @query: which leads are counted
 */
void
foyer_figures_page_set_query (FoyerFiguresPage *self, const FoyerLeadQuery *query)
{
  FoyerLeadQuery *copy;

  g_return_if_fail (FOYER_IS_FIGURES_PAGE (self));

  copy = foyer_lead_query_copy (query);
  foyer_lead_query_free (self->query);
  self->query = copy;
  names_changed_cb (self);
}
