/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leads of the list as a pipeline: a column a stage. A lead that is moved stands announced in its new column until
 * it is there; when it is refused, it goes back and the reason is told. As long as a save can be undone, a move can. */

#include "config.h"

#include "foyer-pipeline-page.h"

#include "foyer-announce.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-lead-move.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"
#include "foyer-pipeline-column.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

#define ARRIVAL_SECONDS 60 /* a lead that takes longer stands in its old column, marked as waiting */

struct _FoyerPipelinePage
{
  AdwNavigationPage parent_instance;

  /* owned */
  FoyerSession *session;
  FoyerLeadQuery *query;
  GCancellable *cancellable;
  GArray *arriving; /* of gint64: the stage of each lead that is moved */
  guint undo_seconds;

  /* children */
  GtkWidget *columns;
};

enum
{
  PROP_UNDO_SECONDS = 1,
  N_PROPS,
};

enum
{
  TOAST,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPipelinePage, foyer_pipeline_page, ADW_TYPE_NAVIGATION_PAGE)

static FoyerPipelineColumn *
find_column (FoyerPipelinePage *self, gint64 stage_id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->columns); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (foyer_pipeline_column_get_stage_id (FOYER_PIPELINE_COLUMN (child)) == stage_id)
      return FOYER_PIPELINE_COLUMN (child);
  return NULL;
}

static gboolean
find_arriving (FoyerPipelinePage *self, gint64 stage_id, guint *index)
{
  for (guint i = 0; i < self->arriving->len; i++)
    if (g_array_index (self->arriving, gint64, i) == stage_id)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static void
show_arriving (FoyerPipelinePage *self, gint64 stage_id)
{
  FoyerPipelineColumn *column = self->columns != NULL ? find_column (self, stage_id) : NULL;
  guint index;

  if (column != NULL)
    foyer_pipeline_column_set_arriving (column, find_arriving (self, stage_id, &index));
}

/* Nobody needs the leads of a page that is not seen. */
static void
update_columns (FoyerPipelinePage *self)
{
  gboolean is_seen = gtk_widget_get_mapped (GTK_WIDGET (self));

  for (GtkWidget *child = gtk_widget_get_first_child (self->columns); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_seen)
        foyer_pipeline_column_set_query (FOYER_PIPELINE_COLUMN (child), self->query);
      foyer_pipeline_column_set_is_seen (FOYER_PIPELINE_COLUMN (child), is_seen);
    }
}

static void
add_column (FoyerPipelinePage *self, gint64 stage_id, gboolean is_target)
{
  g_autofree char *title = foyer_lead_text_section (FOYER_LEAD_SECTIONS_STAGE, stage_id,
                                                    foyer_session_get_picklists (self->session));

  gtk_box_append (GTK_BOX (self->columns), foyer_pipeline_column_new (self->session, stage_id, title, is_target));
  show_arriving (self, stage_id);
}

/* A lead without a stage, or in one that is not offered any more, has to be seen to be moved on. */
static void
build_columns (FoyerPipelinePage *self)
{
  GListModel *stages = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (self->session), FOYER_PICKLIST_STAGE));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->columns)) != NULL)
    gtk_box_remove (GTK_BOX (self->columns), child);
  add_column (self, 0, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (stages, i);

      add_column (self, foyer_picklist_item_get_id (stage), foyer_picklist_item_can_be_chosen (stage));
    }
  update_columns (self);
}

typedef struct
{
  FoyerPipelinePage *page; /* owned */
  FoyerOutboxRow *row;     /* owned, nullable until it is kept */
  gint64 stage_id;
} Moving;

static void
moving_free (Moving *moving)
{
  g_clear_object (&moving->row);
  g_clear_object (&moving->page);
  g_free (moving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Moving, moving_free)

static void
end_move (Moving *moving, const char *went_back)
{
  FoyerPipelinePage *self = moving->page;
  g_autofree char *text = NULL;
  guint index;

  if (find_arriving (self, moving->stage_id, &index))
    g_array_remove_index (self->arriving, index);
  show_arriving (self, moving->stage_id);
  if (went_back == NULL)
    return;
  /* Translators: %s is a sentence that says why a lead was not moved to another stage */
  text = g_strdup_printf (_ ("The lead went back. %s"), went_back);
  g_signal_emit (self, signals[TOAST], 0, text, NULL, NULL);
}

static char *
tell_move (FoyerPipelinePage *self, gint64 stage_id)
{
  FoyerPicklistItem *stage = foyer_picklist_lookup (
      foyer_picklists_get (foyer_session_get_picklists (self->session), FOYER_PICKLIST_STAGE), stage_id);

  if (stage == NULL)
    return NULL;
  /* Translators: %s is the name of a stage */
  return g_strdup_printf (_ ("The lead is moved to “%s”"), foyer_picklist_item_get_title (stage));
}

static void
announce_move (FoyerPipelinePage *self, gint64 stage_id)
{
  g_autofree char *text = tell_move (self, stage_id);

  if (text != NULL)
    foyer_announce (GTK_WIDGET (self), text);
}

static void
offer_undo (FoyerPipelinePage *self, gint64 stage_id)
{
  g_autofree char *text = tell_move (self, stage_id);

  if (text != NULL)
    /* Translators: a button: takes back the save of a lead that was just made */
    g_signal_emit (self, signals[TOAST], 0, text, _ ("_Undo"), "win.undo");
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Moving) moving = user_data;
  FoyerOutboxState state = FOYER_OUTBOX_QUEUED;
  g_autofree char *refusal = NULL;

  if (!foyer_outbox_wait_finish (FOYER_OUTBOX (source), result, &state, NULL))
    state = FOYER_OUTBOX_QUEUED;
  if (state == FOYER_OUTBOX_REJECTED)
    refusal = foyer_outbox_text_refusal (moving->row);
  else if (state == FOYER_OUTBOX_DELIVERED)
    announce_move (moving->page, moving->stage_id);
  end_move (moving, refusal);
}

static const char *
describe (const GError *error, const char *problem)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  return problem != NULL ? problem : foyer_error_text (error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Moving) moving = user_data;
  FoyerPipelinePage *self = moving->page;
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;

  moving->row = foyer_lead_move_finish (FOYER_SESSION (source), result, &problem, &error);
  if (moving->row == NULL)
    end_move (moving, describe (error, problem));
  else
    {
      FoyerOutboxRow *row = moving->row;

      if (foyer_outbox_row_get_state (row) == FOYER_OUTBOX_HELD)
        offer_undo (self, moving->stage_id);
      foyer_outbox_wait_async (foyer_session_get_outbox (self->session), row, ARRIVAL_SECONDS, self->cancellable,
                               sent_cb, g_steal_pointer (&moving));
    }
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPipelinePage *self = FOYER_PIPELINE_PAGE (widget);
  Moving *moving = g_new0 (Moving, 1);
  gint64 lead_id;

  g_variant_get (parameter, "(xx)", &lead_id, &moving->stage_id);
  moving->page = g_object_ref (self);
  g_array_append_val (self->arriving, moving->stage_id);
  show_arriving (self, moving->stage_id);
  foyer_lead_move_async (self->session, lead_id, moving->stage_id, self->undo_seconds, widget, self->cancellable,
                         kept_cb, moving);
}

static void
foyer_pipeline_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (foyer_pipeline_page_parent_class)->map (widget);
  update_columns (FOYER_PIPELINE_PAGE (widget));
}

static void
foyer_pipeline_page_unmap (GtkWidget *widget)
{
  FoyerPipelinePage *self = FOYER_PIPELINE_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_pipeline_page_parent_class)->unmap (widget);
  if (self->columns != NULL)
    update_columns (self);
}

static void
foyer_pipeline_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_UNDO_SECONDS:
      g_value_set_uint (value, FOYER_PIPELINE_PAGE (object)->undo_seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_pipeline_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_UNDO_SECONDS:
      FOYER_PIPELINE_PAGE (object)->undo_seconds = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_pipeline_page_dispose (GObject *object)
{
  FoyerPipelinePage *self = FOYER_PIPELINE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, foyer_lead_query_free);
  self->columns = NULL;

  G_OBJECT_CLASS (foyer_pipeline_page_parent_class)->dispose (object);
}

static void
foyer_pipeline_page_finalize (GObject *object)
{
  g_array_unref (FOYER_PIPELINE_PAGE (object)->arriving);
  G_OBJECT_CLASS (foyer_pipeline_page_parent_class)->finalize (object);
}

static void
foyer_pipeline_page_class_init (FoyerPipelinePageClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = foyer_pipeline_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = foyer_pipeline_page_set_property;
  G_OBJECT_CLASS (klass)->dispose = foyer_pipeline_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_pipeline_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = foyer_pipeline_page_map;
  GTK_WIDGET_CLASS (klass)->unmap = foyer_pipeline_page_unmap;

  properties[PROP_UNDO_SECONDS] = g_param_spec_uint ("undo-seconds", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "pipeline.move", "(xx)", move_action);
  signals[TOAST] = g_signal_new ("toast", FOYER_TYPE_PIPELINE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
foyer_pipeline_page_init (FoyerPipelinePage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->arriving = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->query = foyer_lead_query_new ();
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->columns, "pipeline");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->columns);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  /* Translators: the title of a page: leads in columns, one a stage */
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Pipeline"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

/**
 * foyer_pipeline_page_new:
 * @session: whose stages and leads it shows
 */
FoyerPipelinePage *
foyer_pipeline_page_new (FoyerSession *session)
{
  FoyerPipelinePage *self = g_object_new (FOYER_TYPE_PIPELINE_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (foyer_picklists_get (foyer_session_get_picklists (session), FOYER_PICKLIST_STAGE),
                           "items-changed", G_CALLBACK (build_columns), self, G_CONNECT_SWAPPED);
  build_columns (self);
  return self;
}

/**
 * foyer_pipeline_page_set_query:
 * @query: which leads; each column shows those of its stage
 */
void
foyer_pipeline_page_set_query (FoyerPipelinePage *self, const FoyerLeadQuery *query)
{
  FoyerLeadQuery *copy;

  g_return_if_fail (FOYER_IS_PIPELINE_PAGE (self));

  copy = foyer_lead_query_copy (query);
  foyer_lead_query_free (self->query);
  self->query = copy;
  update_columns (self);
}
