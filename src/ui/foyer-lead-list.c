/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list beside the form: drafts first, then new leads that wait to be sent, then the leads of the mirror that a
 * query wants, in sections. What is selected is remembered by the lead's identity, not by object or position, so that a
 * refresh leaves it where it is. */

#include "config.h"

#include "foyer-lead-list-private.h"

#include "foyer-error-text.h"
#include "foyer-lead-row.h"
#include "foyer-lead-text.h"
#include "foyer-outbox.h"
#include "foyer-pending-leads.h"
#include "foyer-session-mirror.h"
#include "foyer-ui.h"

#define AGE_INTERVAL   60  /* seconds between two looks at the clock */
#define HEADING_FRAMES 3   /* the first lays out the row, the second its heading, the third what moved by that */
#define TOP_PIXELS     16  /* less than a heading */
#define MARK_INTERVAL  200 /* milliseconds: a thousand rows can leave the outbox in a few seconds */

enum
{
  PROP_COLLAPSED = 1,
  PROP_QUERY,
  N_PROPS,
};

enum
{
  OPEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLeadList, foyer_lead_list, ADW_TYPE_BIN)

static gboolean
is_selected_item (FoyerLeadList *self, gpointer item)
{
  const char *uuid;
  gint64 platform_id;

  foyer_lead_row_identify (item, &uuid, &platform_id);
  if (self->selected_id != 0 && self->selected_id == platform_id)
    return TRUE;
  return self->selected_uuid != NULL && g_strcmp0 (self->selected_uuid, uuid) == 0;
}

void
foyer_lead_list_open_position (FoyerLeadList *self, guint position, gboolean take_focus)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const char *uuid;

  if (item == NULL)
    return;
  foyer_lead_row_identify (item, &uuid, &self->selected_id);
  g_set_str (&self->selected_uuid, uuid);
  foyer_lead_list_take_place (self, position);
  g_signal_emit (self, signals[OPEN], 0, item, take_focus);
}

static gboolean
is_complete (FoyerLeadList *self)
{
  return self->model == NULL || foyer_lead_list_model_get_is_complete (foyer_sidebar_model_get_leads (self->model));
}

static const GError *
get_error (FoyerLeadList *self)
{
  return self->model != NULL ? foyer_lead_list_model_get_error (foyer_sidebar_model_get_leads (self->model)) : NULL;
}

static void
update_page (FoyerLeadList *self)
{
  const GError *error = get_error (self);
  const char *page;

  if (error != NULL)
    adw_status_page_set_description (self->trouble_page, foyer_error_text (error));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    page = "list";
  else if (error != NULL)
    page = "trouble";
  else if (self->session == NULL || !is_complete (self))
    page = "wait";
  else if (!foyer_lead_query_is_unfiltered (self->query))
    page = "nothing-found";
  else if (self->loading)
    page = "wait";
  else if (foyer_account_get_checked (foyer_session_get_account (self->session)) != 0
           && (foyer_account_get_abilities (foyer_session_get_account (self->session)) & FOYER_ABILITY_LIST_LEADS) == 0)
    page = "off";
  else
    page = "empty";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
update_rows (FoyerLeadList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      FoyerLeadRow *row = FOYER_LEAD_ROW (gtk_list_item_get_child (g_ptr_array_index (self->rows, i)));

      foyer_lead_row_set_search (row, self->search);
      foyer_lead_row_update (row);
    }
}

static gboolean
age_timeout_cb (gpointer user_data)
{
  update_rows (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
filter_local_cb (gpointer item, gpointer user_data)
{
  FoyerLeadList *self = user_data;

  FoyerLead *lead = FOYER_IS_DRAFT (item) ? foyer_draft_get_lead (item) : foyer_outbox_row_get_lead (item);

  return lead != NULL && (self->search == NULL || foyer_lead_text_matches (lead, self->search));
}

static void
picklist_changed_cb (FoyerLeadList *self)
{
  update_rows (self);
  foyer_lead_headers_update (self->headers);
}

static gboolean
mark_timeout_cb (gpointer user_data)
{
  FoyerLeadList *self = user_data;

  self->mark_timeout = 0;
  update_rows (self);
  return G_SOURCE_REMOVE;
}

static void
outbox_changed_cb (FoyerLeadList *self)
{
  if (self->mark_timeout == 0)
    self->mark_timeout = g_timeout_add (MARK_INTERVAL, mark_timeout_cb, self);
}

/* The first row is scrolled to at once, its heading when both were laid out: a frame's callbacks come before its
 * layout.
 */
static gboolean
show_heading_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  FoyerLeadList *self = user_data;

  if (++self->heading_frames == 1)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), 0);
  if (self->heading_frames < HEADING_FRAMES)
    return G_SOURCE_CONTINUE;
  self->heading_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to_top (FoyerLeadList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
  self->heading_frames = 0;
  if (self->heading_tick == 0)
    self->heading_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), show_heading_cb, self, NULL);
}

static void
items_changed_cb (FoyerLeadList *self, guint position, guint n_removed, guint n_added)
{
  /* The view stays with the row it shows: right in the middle of the list, wrong at its top, where the new ones appear.
   * It drifts by a few pixels as the rows get their heights. */
  if (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view))) < TOP_PIXELS)
    scroll_to_top (self);
  foyer_lead_list_follow_change (self, position, n_removed, n_added);
  foyer_lead_list_restore_selection (self);
  update_page (self);
}

static void
answered_cb (FoyerLeadList *self)
{
  gboolean opens_first = self->opens_first;

  self->is_asked = self->opens_first = FALSE;
  if (opens_first)
    foyer_lead_list_open_first (self);
}

static void
complete_cb (FoyerLeadList *self, GParamSpec *pspec, FoyerLeadListModel *leads)
{
  if (foyer_lead_list_model_get_is_complete (leads))
    answered_cb (self);
  update_page (self);
}

static void
selection_changed_cb (FoyerLeadList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr (GObject) item = NULL;

  if (self->selecting || self->collapsed || position == GTK_INVALID_LIST_POSITION)
    return;
  /* The model changing below the selection is no choice of a person: items_changed_cb() puts it right. */
  item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item == NULL || is_selected_item (self, item))
    return;
  foyer_lead_list_open_position (self, position, FALSE);
}

/* With one pane the selection does not open anything, or a key could not walk along the list; a press does. */
static void
row_released_cb (GtkListItem *list_item, int n_press, double x, double y, GtkGestureClick *gesture)
{
  FoyerLeadList *self = FOYER_LEAD_LIST (
      gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), FOYER_TYPE_LEAD_LIST));

  if (self != NULL && self->collapsed && n_press == 1)
    foyer_lead_list_activate (self, gtk_list_item_get_position (list_item));
}

static void
setup_row_cb (FoyerLeadList *self, GtkListItem *list_item)
{
  GtkWidget *row = foyer_lead_row_new (list_item);
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_object (gesture, "released", G_CALLBACK (row_released_cb), list_item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (FoyerLeadList *self, GtkListItem *list_item)
{
  FoyerLeadRow *row = FOYER_LEAD_ROW (gtk_list_item_get_child (list_item));

  foyer_lead_row_set_search (row, self->search);
  foyer_lead_row_set_session (row, self->session);
  foyer_lead_row_set_item (row, gtk_list_item_get_item (list_item));
  g_ptr_array_add (self->rows, list_item);
}

static void
unbind_row_cb (FoyerLeadList *self, GtkListItem *list_item)
{
  foyer_lead_row_set_item (FOYER_LEAD_ROW (gtk_list_item_get_child (list_item)), NULL);
  g_ptr_array_remove (self->rows, list_item);
}

static void
foyer_lead_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COLLAPSED:
      g_value_set_boolean (value, FOYER_LEAD_LIST (object)->collapsed);
      break;
    case PROP_QUERY:
      g_value_set_boxed (value, FOYER_LEAD_LIST (object)->query);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COLLAPSED:
      foyer_lead_list_set_collapsed (FOYER_LEAD_LIST (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_list_dispose (GObject *object)
{
  FoyerLeadList *self = FOYER_LEAD_LIST (object);

  g_clear_handle_id (&self->age_timeout, g_source_remove);
  if (self->heading_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->heading_tick);
  self->heading_tick = 0;
  g_clear_handle_id (&self->mark_timeout, g_source_remove);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->local_filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->headers);
  g_clear_pointer (&self->search, foyer_search_free);
  g_clear_pointer (&self->query, foyer_lead_query_free);
  g_clear_pointer (&self->selected_uuid, g_free);

  G_OBJECT_CLASS (foyer_lead_list_parent_class)->dispose (object);
}

static void
foyer_lead_list_class_init (FoyerLeadListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = foyer_lead_list_get_property;
  object_class->set_property = foyer_lead_list_set_property;
  object_class->dispose = foyer_lead_list_dispose;

  properties[PROP_COLLAPSED] = g_param_spec_boolean (
      "collapsed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY] = g_param_spec_boxed ("query", NULL, NULL, FOYER_TYPE_LEAD_QUERY,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FoyerLeadList::open:
   * @self: the list
   * @item: the FoyerLeadSummary, FoyerDraft or FoyerOutboxRow that was chosen
   * @take_focus: whether it was pressed, not walked over
   */
  signals[OPEN] = g_signal_new ("open", FOYER_TYPE_LEAD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_OBJECT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadList, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadList, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, foyer_lead_list_activate);
}

static void
foyer_lead_list_init (FoyerLeadList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  self->headers = foyer_lead_headers_new ();
  self->query = foyer_lead_query_new ();
  self->place = GTK_INVALID_LIST_POSITION;
  self->local_filter = GTK_FILTER (gtk_custom_filter_new (filter_local_cb, self, NULL));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_header_factory (self->list_view, foyer_lead_headers_get_factory (self->headers));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list_view, factory);
  self->age_timeout = g_timeout_add_seconds (AGE_INTERVAL, age_timeout_cb, self);
  update_page (self);
}

static const FoyerPicklistKind shown_kinds[] = { FOYER_PICKLIST_STAGE, FOYER_PICKLIST_QUALITY, FOYER_PICKLIST_OWNER };

static void
leave_session (FoyerLeadList *self)
{
  FoyerPicklists *picklists = foyer_session_get_picklists (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    g_signal_handlers_disconnect_by_data (foyer_picklists_get (picklists, shown_kinds[i]), self);
  g_signal_handlers_disconnect_by_data (foyer_sidebar_model_get_leads (self->model), self);
  g_signal_handlers_disconnect_by_data (foyer_session_get_outbox (self->session), self);
  g_clear_handle_id (&self->mark_timeout, g_source_remove);
  gtk_single_selection_set_model (self->selection, NULL);
  foyer_lead_headers_set_model (self->headers, NULL, NULL);
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected_uuid, g_free);
  self->selected_id = 0;
  foyer_lead_list_lose_place (self);
  self->is_asked = self->opens_first = FALSE;
}

static void
enter_session (FoyerLeadList *self)
{
  FoyerPicklists *picklists = foyer_session_get_picklists (self->session);
  g_autoptr (FoyerLeadListModel) leads = foyer_session_new_lead_list (self->session, self->query);
  g_autoptr (GListModel) pending = foyer_pending_leads_new (self->session, self->local_filter);
  g_autoptr (GtkFilterListModel) drafts = gtk_filter_list_model_new (
      g_object_ref (foyer_session_get_drafts (self->session)), g_object_ref (self->local_filter));

  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    g_signal_connect_object (foyer_picklists_get (picklists, shown_kinds[i]), "items-changed",
                             G_CALLBACK (picklist_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_outbox (self->session), "items-changed", G_CALLBACK (outbox_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leads, "notify::is-complete", G_CALLBACK (complete_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leads, "notify::error", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  self->model = foyer_sidebar_model_new (G_LIST_MODEL (drafts), pending, leads);
  foyer_lead_headers_set_model (self->headers, self->model, picklists);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  /* After the rows themselves. */
  g_signal_connect_object (leads, "items-changed", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

/**
 * foyer_lead_list_set_session:
 * @self: the list
 * @session: (nullable): whose drafts, waiting leads and leads of the mirror it shows
 */
void
foyer_lead_list_set_session (FoyerLeadList *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    leave_session (self);
  g_set_object (&self->session, session);
  if (session != NULL)
    enter_session (self);
  update_page (self);
}

void
foyer_lead_list_set_collapsed (FoyerLeadList *self, gboolean collapsed)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  if (self->collapsed == collapsed)
    return;
  self->collapsed = collapsed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

/**
 * foyer_lead_list_set_loading:
 * @self: the list
 * @loading: whether leads are being fetched: then an empty list is not called empty yet
 */
void
foyer_lead_list_set_loading (FoyerLeadList *self, gboolean loading)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  if (self->loading == loading)
    return;
  self->loading = loading;
  update_page (self);
}

static void
take_words (FoyerLeadList *self, const char *text)
{
  g_clear_pointer (&self->search, foyer_search_free);
  if (text != NULL && *text != '\0')
    self->search = foyer_search_new (text);
  gtk_filter_changed (self->local_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * foyer_lead_list_set_query:
 * @self: the list
 * @query: which leads, in which order. Drafts stay on top and are only narrowed by its text
 */
void
foyer_lead_list_set_query (FoyerLeadList *self, const FoyerLeadQuery *query)
{
  gboolean other_words;

  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  if (foyer_lead_query_equal (self->query, query))
    return;
  other_words = g_strcmp0 (foyer_lead_query_get_text (self->query), foyer_lead_query_get_text (query)) != 0;
  foyer_lead_query_free (self->query);
  self->query = foyer_lead_query_copy (query);
  if (other_words)
    take_words (self, foyer_lead_query_get_text (query));
  if (self->model != NULL)
    {
      self->is_asked = TRUE;
      self->opens_first = FALSE;
      foyer_lead_list_model_set_query (foyer_sidebar_model_get_leads (self->model), query);
      foyer_lead_list_lose_place (self);
      scroll_to_top (self);
    }
  picklist_changed_cb (self);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

const FoyerLeadQuery *
foyer_lead_list_get_query (FoyerLeadList *self)
{
  return self->query;
}
