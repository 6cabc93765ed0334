/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stage of the pipeline: how many leads it has, and which. A lead is moved by dragging it, or from its menu,
 * which a right click, a long press or a key opens. */

#include "config.h"

#include "foyer-pipeline-column.h"

#include "foyer-lead-row.h"
#include "foyer-menu-title.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

struct _FoyerPipelineColumn
{
  AdwBin parent_instance;

  /* owned */
  FoyerSession *session;
  FoyerLeadListModel *leads; /* nullable until there was a query */
  gint64 stage_id;
  char *title;
  gboolean is_target; /* leads can be moved here; else it is shown only while it has some */

  /* children */
  GtkLabel *count;
  GtkLabel *arriving;
  GtkWidget *scroller;
  GtkListView *list_view;
  GtkWidget *menu; /* nullable */
};

G_DEFINE_FINAL_TYPE (FoyerPipelineColumn, foyer_pipeline_column, ADW_TYPE_BIN)

static void
count_changed_cb (FoyerPipelineColumn *self)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  guint n_leads = g_list_model_get_n_items (G_LIST_MODEL (self->leads));

  if (!foyer_lead_list_model_get_is_complete (self->leads))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), self->is_target || n_leads > 0);
  text = g_strdup_printf ("%'u", n_leads);
  gtk_label_set_label (self->count, text);
  /* Translators: a stage and how many leads it has */
  spoken = g_strdup_printf (g_dngettext (NULL, "%s: %'u lead", "%s: %'u leads", n_leads), self->title, n_leads);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* The focus came before there was a row to take it. */
  if (n_leads > 0 && gtk_widget_is_focus (self->scroller))
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* A lead that is dropped where it was taken from stays as it is. */
static gboolean
drop_cb (FoyerPipelineColumn *self, const GValue *value)
{
  if (!self->is_target
      || (self->leads != NULL && foyer_lead_list_model_find (self->leads, g_value_get_int64 (value), NULL)))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "pipeline.move", "(xx)", g_value_get_int64 (value),
                                     self->stage_id);
}

static GdkContentProvider *
drag_prepare_cb (GtkListItem *list_item)
{
  FoyerLeadSummary *lead = gtk_list_item_get_item (list_item);

  return lead != NULL ? gdk_content_provider_new_typed (G_TYPE_INT64, foyer_lead_summary_get_id (lead)) : NULL;
}

static void
drag_begin_cb (GtkListItem *list_item, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (gtk_list_item_get_child (list_item));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static GMenuModel *
build_menu (FoyerPipelineColumn *self, gint64 lead_id)
{
  GListModel *stages = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (self->session), FOYER_PICKLIST_STAGE));
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, _ ("Move to Stage"), G_MENU_MODEL (section));
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (FoyerPicklistItem) stage = g_list_model_get_item (stages, i);
      g_autofree char *title = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (!foyer_picklist_item_can_be_chosen (stage) || foyer_picklist_item_get_id (stage) == self->stage_id)
        continue;
      title = foyer_menu_title_escape (foyer_picklist_item_get_title (stage));
      item = g_menu_item_new (title, NULL);
      g_menu_item_set_action_and_target (item, "pipeline.move", "(xx)", lead_id, foyer_picklist_item_get_id (stage));
      g_menu_append_item (section, item);
    }
  return G_MENU_MODEL (menu);
}

static void
menu_closed_cb (FoyerPipelineColumn *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
present_menu (FoyerPipelineColumn *self, gint64 lead_id, const GdkRectangle *at)
{
  g_autoptr (GMenuModel) model = build_menu (self, lead_id);

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The row that has the focus; it need not be selected. */
static GtkWidget *
find_focus_row (FoyerPipelineColumn *self)
{
  GtkWidget *item = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GtkWidget *row = item != NULL ? gtk_widget_get_first_child (item) : NULL;

  return row != NULL && FOYER_IS_LEAD_ROW (row) ? row : NULL;
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FoyerPipelineColumn *self = user_data;
  GtkWidget *row = find_focus_row (self);
  FoyerLeadSummary *lead = row != NULL ? foyer_lead_row_get_item (FOYER_LEAD_ROW (row)) : NULL;
  graphene_point_t point;

  if (lead == NULL
      || !gtk_widget_compute_point (
          row, GTK_WIDGET (self),
          &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (row) / 2, (float) gtk_widget_get_height (row)), &point))
    return FALSE;
  present_menu (self, foyer_lead_summary_get_id (lead), &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  return TRUE;
}

/* At the point of the row that was pressed. */
static gboolean
present_menu_at (GtkListItem *list_item, double x, double y)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  FoyerLeadSummary *lead = gtk_list_item_get_item (list_item);
  GtkWidget *column = gtk_widget_get_ancestor (row, FOYER_TYPE_PIPELINE_COLUMN);
  graphene_point_t point;

  if (lead == NULL || column == NULL
      || !gtk_widget_compute_point (row, column, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;
  present_menu (FOYER_PIPELINE_COLUMN (column), foyer_lead_summary_get_id (lead),
                &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  return TRUE;
}

static void
clicked_cb (GtkListItem *list_item, int n_press, double x, double y, GtkGestureClick *gesture)
{
  if (present_menu_at (list_item, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* A finger has no second button. Claimed, so that neither a drag nor the opening of the lead comes of it. */
static void
long_pressed_cb (GtkListItem *list_item, double x, double y, GtkGestureLongPress *gesture)
{
  if (present_menu_at (list_item, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
setup_cb (FoyerPipelineColumn *self, GtkListItem *list_item)
{
  GtkWidget *row = foyer_lead_row_new (list_item);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), list_item, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), list_item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), list_item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), list_item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (long_press));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (FoyerPipelineColumn *self, GtkListItem *list_item)
{
  FoyerLeadRow *row = FOYER_LEAD_ROW (gtk_list_item_get_child (list_item));

  foyer_lead_row_set_session (row, self->session);
  foyer_lead_row_set_is_in_column (row, TRUE);
  foyer_lead_row_set_item (row, gtk_list_item_get_item (list_item));
}

static void
unbind_cb (FoyerPipelineColumn *self, GtkListItem *list_item)
{
  foyer_lead_row_set_item (FOYER_LEAD_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
activate_cb (FoyerPipelineColumn *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "leads.open", "x",
                              foyer_lead_list_model_get_id (self->leads, position));
}

static void
foyer_pipeline_column_dispose (GObject *object)
{
  FoyerPipelineColumn *self = FOYER_PIPELINE_COLUMN (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->leads);
  g_clear_object (&self->session);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (foyer_pipeline_column_parent_class)->dispose (object);
}

static void
foyer_pipeline_column_class_init (FoyerPipelineColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_pipeline_column_dispose;
}

static void
build_list (FoyerPipelineColumn *self, GtkWidget *box)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->list_view = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_steal_pointer (&factory)));
  gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "lead-list");
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list_view));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (box), self->scroller);
}

static void
foyer_pipeline_column_init (FoyerPipelineColumn *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_size_request (GTK_WIDGET (self), 260, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pipeline-column");
}

/**
 * foyer_pipeline_column_new:
 * @stage_id: whose leads it shows
 * @title: what the stage is called
 * @is_target: whether leads can be moved to it; the column of one they can only leave hides while it is empty
 */
GtkWidget *
foyer_pipeline_column_new (FoyerSession *session, gint64 stage_id, const char *title, gboolean is_target)
{
  FoyerPipelineColumn *self = g_object_new (FOYER_TYPE_PIPELINE_COLUMN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (title);

  self->session = g_object_ref (session);
  self->stage_id = stage_id;
  self->title = g_strdup (title);
  self->is_target = is_target;
  gtk_widget_set_visible (GTK_WIDGET (self), is_target);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "heading");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_add_css_class (header, "pipeline-header");
  gtk_box_append (GTK_BOX (header), name);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->count));
  self->arriving = GTK_LABEL (gtk_label_new (_ ("A lead is moved here…")));
  gtk_label_set_ellipsize (self->arriving, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->arriving), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->arriving), "pipeline-arriving");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->arriving));
  build_list (self, box);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

gint64
foyer_pipeline_column_get_stage_id (FoyerPipelineColumn *self)
{
  return self->stage_id;
}

/**
 * foyer_pipeline_column_set_query:
 * @query: which leads, of whatever stage: the column shows those of its own
 */
void
foyer_pipeline_column_set_query (FoyerPipelineColumn *self, const FoyerLeadQuery *query)
{
  g_autoptr (FoyerLeadQuery) own = NULL;
  GtkSingleSelection *selection;

  g_return_if_fail (FOYER_IS_PIPELINE_COLUMN (self));

  own = foyer_lead_query_copy (query);
  foyer_lead_query_clear_ids (own, FOYER_LEAD_STAGE);
  foyer_lead_query_add_id (own, FOYER_LEAD_STAGE, self->stage_id);
  foyer_lead_query_set_sections (own, FOYER_LEAD_SECTIONS_NONE);
  if (self->leads != NULL)
    {
      foyer_lead_list_model_set_query (self->leads, own);
      return;
    }
  self->leads = foyer_session_new_lead_list (self->session, own);
  g_signal_connect_object (self->leads, "items-changed", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leads, "notify::is-complete", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (self->leads));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  count_changed_cb (self);
}

/**
 * foyer_pipeline_column_set_arriving:
 * @arriving: whether a lead is being moved here: that is told until it is there, or went back
 */
void
foyer_pipeline_column_set_arriving (FoyerPipelineColumn *self, gboolean arriving)
{
  gtk_widget_set_visible (GTK_WIDGET (self->arriving), arriving);
}

/**
 * foyer_pipeline_column_set_is_seen:
 * @is_seen: whether the leads follow what changes; else they wait until somebody looks at them again
 */
void
foyer_pipeline_column_set_is_seen (FoyerPipelineColumn *self, gboolean is_seen)
{
  g_return_if_fail (FOYER_IS_PIPELINE_COLUMN (self));

  if (self->leads != NULL)
    foyer_lead_list_model_set_is_paused (self->leads, !is_seen);
}
