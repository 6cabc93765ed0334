/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list beside the form: drafts first, then new leads that wait to be sent, then the newest ones, with a search over
 * all. What is selected is remembered by the lead's identity, not by object or position, so that a refresh leaves it
 * where it is. */

#include "config.h"

#include "foyer-lead-list.h"

#include "foyer-lead-row.h"
#include "foyer-lead-text.h"
#include "foyer-outbox.h"
#include "foyer-pending-leads.h"
#include "foyer-text.h"
#include "foyer-ui.h"

#define AGE_INTERVAL  60  /* seconds between two looks at the clock */
#define MARK_INTERVAL 200 /* milliseconds: a thousand rows can leave the outbox in a few seconds */

struct _FoyerLeadList
{
  AdwBin parent_instance;

  /* owned */
  FoyerSession *session; /* nullable */
  GtkSingleSelection *selection;
  GtkFilter *filter;
  GPtrArray *rows;     /* of borrowed GtkListItem, the ones that are bound */
  char *folded_words;  /* nullable: no search */
  char *selected_uuid; /* nullable */
  gint64 selected_id;  /* of the platform; 0: none */
  gboolean selecting;  /* the selection is being set from here, not by a person */
  gboolean collapsed;
  gboolean loading;
  guint age_timeout;
  guint mark_timeout;

  /* template */
  GtkStack *stack;
  GtkListView *list_view;
};

enum
{
  PROP_SESSION = 1,
  PROP_COLLAPSED,
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
is_selected_lead (FoyerLeadList *self, FoyerLead *lead)
{
  gint64 platform_id = foyer_lead_get_platform_id (lead);

  if (self->selected_id != 0 && self->selected_id == platform_id)
    return TRUE;
  return self->selected_uuid != NULL && g_str_equal (self->selected_uuid, foyer_lead_get_uuid (lead));
}

/* Drafts come first, so a lead that is being changed is found as its draft. */
static guint
find_selected (FoyerLeadList *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  if (self->selected_id == 0 && self->selected_uuid == NULL)
    return GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (is_selected_lead (self, foyer_lead_row_get_lead_of (item)))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
restore_selection (FoyerLeadList *self)
{
  guint position = find_selected (self);

  self->selecting = TRUE;
  if (gtk_single_selection_get_selected (self->selection) != position)
    gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
remember_selected (FoyerLeadList *self, FoyerLead *lead)
{
  g_set_str (&self->selected_uuid, lead != NULL ? foyer_lead_get_uuid (lead) : NULL);
  self->selected_id = lead != NULL ? foyer_lead_get_platform_id (lead) : 0;
}

static void
open_position (FoyerLeadList *self, guint position, gboolean take_focus)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  remember_selected (self, foyer_lead_row_get_lead_of (item));
  g_signal_emit (self, signals[OPEN], 0, item, take_focus);
}

static void
update_page (FoyerLeadList *self)
{
  const char *page = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    page = "list";
  else if (self->session == NULL || (self->loading && self->folded_words == NULL))
    page = "wait";
  else if (self->folded_words != NULL)
    page = "nothing-found";
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
      GtkListItem *list_item = g_ptr_array_index (self->rows, i);
      FoyerLeadRow *row = FOYER_LEAD_ROW (gtk_list_item_get_child (list_item));
      g_autofree char *spoken = NULL;

      foyer_lead_row_update (row);
      spoken = foyer_lead_row_dup_spoken (row);
      gtk_list_item_set_accessible_label (list_item, spoken);
    }
}

static gboolean
age_timeout_cb (gpointer user_data)
{
  update_rows (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  FoyerLeadList *self = user_data;

  return self->folded_words == NULL || foyer_lead_text_matches (foyer_lead_row_get_lead_of (item), self->folded_words);
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

static void
items_changed_cb (FoyerLeadList *self)
{
  GtkAdjustment *scrolled = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));

  /* The view stays with the row it shows: right in the middle of the list, wrong at its top, where the new ones appear.
   */
  if (gtk_adjustment_get_value (scrolled) < 1 && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
  restore_selection (self);
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
  if (item == NULL || is_selected_lead (self, foyer_lead_row_get_lead_of (item)))
    return;
  open_position (self, position, FALSE);
}

static void
activate_cb (FoyerLeadList *self, guint position)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  open_position (self, position, TRUE);
}

/* With one pane the selection does not open anything, or a key could not walk along the list; a press does. */
static void
row_released_cb (GtkListItem *list_item, int n_press, double x, double y, GtkGestureClick *gesture)
{
  FoyerLeadList *self = FOYER_LEAD_LIST (
      gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), FOYER_TYPE_LEAD_LIST));

  if (self != NULL && self->collapsed && n_press == 1)
    activate_cb (self, gtk_list_item_get_position (list_item));
}

static void
setup_row_cb (FoyerLeadList *self, GtkListItem *list_item)
{
  GtkWidget *row = foyer_lead_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_object (gesture, "released", G_CALLBACK (row_released_cb), list_item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (FoyerLeadList *self, GtkListItem *list_item)
{
  FoyerLeadRow *row = FOYER_LEAD_ROW (gtk_list_item_get_child (list_item));
  g_autofree char *spoken = NULL;

  foyer_lead_row_set_session (row, self->session);
  foyer_lead_row_set_item (row, gtk_list_item_get_item (list_item));
  spoken = foyer_lead_row_dup_spoken (row);
  gtk_list_item_set_accessible_label (list_item, spoken);
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
  FoyerLeadList *self = FOYER_LEAD_LIST (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerLeadList *self = FOYER_LEAD_LIST (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_lead_list_set_session (self, g_value_get_object (value));
      break;
    case PROP_COLLAPSED:
      foyer_lead_list_set_collapsed (self, g_value_get_boolean (value));
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
  g_clear_handle_id (&self->mark_timeout, g_source_remove);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->folded_words, g_free);
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

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COLLAPSED] = g_param_spec_boolean (
      "collapsed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FoyerLeadList::open:
   * @self: the list
   * @item: the FoyerLead, FoyerDraft or FoyerOutboxRow that was chosen
   * @take_focus: whether it was pressed, not walked over
   */
  signals[OPEN] = g_signal_new ("open", FOYER_TYPE_LEAD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_OBJECT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadList, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
foyer_lead_list_init (FoyerLeadList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
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
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list_view, factory);
  self->age_timeout = g_timeout_add_seconds (AGE_INTERVAL, age_timeout_cb, self);
  update_page (self);
}

FoyerSession *
foyer_lead_list_get_session (FoyerLeadList *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_LIST (self), NULL);

  return self->session;
}

static GListModel *
build_model (FoyerLeadList *self)
{
  GListModel *drafts = foyer_session_get_drafts (self->session);
  GListModel *newest = foyer_session_get_newest_leads (self->session);
  g_autoptr (GListModel) pending = foyer_pending_leads_new (self->session, self->filter);
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFilterListModel)
      found_drafts = gtk_filter_list_model_new (g_object_ref (drafts), g_object_ref (self->filter));
  g_autoptr (GtkFilterListModel)
      found_newest = gtk_filter_list_model_new (g_object_ref (newest), g_object_ref (self->filter));

  g_list_store_append (parts, found_drafts);
  g_list_store_append (parts, pending);
  g_list_store_append (parts, found_newest);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

/**
 * foyer_lead_list_set_session:
 * @self: the list
 * @session: (nullable): whose drafts, waiting and newest leads it shows
 */
void
foyer_lead_list_set_session (FoyerLeadList *self, FoyerSession *session)
{
  g_autoptr (GListModel) model = NULL;

  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      FoyerPicklists *picklists = foyer_session_get_picklists (self->session);

      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (foyer_session_get_outbox (self->session), self);
      g_signal_handlers_disconnect_by_data (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE), self);
      g_signal_handlers_disconnect_by_data (foyer_picklists_get (picklists, FOYER_PICKLIST_QUALITY), self);
      gtk_single_selection_set_model (self->selection, NULL);
      g_clear_handle_id (&self->mark_timeout, g_source_remove);
      remember_selected (self, NULL);
      g_clear_pointer (&self->folded_words, g_free);
    }
  g_set_object (&self->session, session);

  if (session != NULL)
    {
      FoyerPicklists *picklists = foyer_session_get_picklists (session);

      g_signal_connect_object (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE), "items-changed",
                               G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (foyer_picklists_get (picklists, FOYER_PICKLIST_QUALITY), "items-changed",
                               G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (foyer_session_get_outbox (session), "items-changed", G_CALLBACK (outbox_changed_cb),
                               self, G_CONNECT_SWAPPED);
      model = build_model (self);
      gtk_single_selection_set_model (self->selection, model);
    }
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
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

/**
 * foyer_lead_list_filter:
 * @self: the list
 * @text: what is searched for, as it was typed; empty shows everything
 */
void
foyer_lead_list_filter (FoyerLeadList *self, const char *text)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  g_clear_pointer (&self->folded_words, g_free);
  if (*text != '\0')
    self->folded_words = foyer_text_fold (text);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

/**
 * foyer_lead_list_open_first:
 * @self: the list
 *
 * Opens the first row there is.
 */
void
foyer_lead_list_open_first (FoyerLeadList *self)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activate_cb (self, 0);
}

/**
 * foyer_lead_list_select:
 * @self: the list
 * @uuid: (nullable): the lead that is open
 * @platform_id: its id there, or 0
 *
 * Marks the row of what is open beside the list, now or once it appears. Opens nothing.
 */
void
foyer_lead_list_select (FoyerLeadList *self, const char *uuid, gint64 platform_id)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  g_set_str (&self->selected_uuid, uuid);
  self->selected_id = platform_id;
  restore_selection (self);
}

/**
 * foyer_lead_list_step:
 * @self: the list
 * @by: 1 for the next row, -1 for the one before
 *
 * Opens the neighbour of what is selected; without a selection the first row.
 */
void
foyer_lead_list_step (FoyerLeadList *self, int by)
{
  guint n_items, position;

  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  position = gtk_single_selection_get_selected (self->selection);
  if (n_items == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if ((by < 0 && position == 0) || (by > 0 && position + 1 == n_items))
    return;
  else
    position += by;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  open_position (self, position, FALSE);
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
}
