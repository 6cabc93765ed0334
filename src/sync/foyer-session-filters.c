/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters a person keeps, and what the list shows: a setting of the account each. */

#include "foyer-session-filters.h"

#include "foyer-session-private.h"
#include "foyer-setting-store.h"

#define SAVED_NAME "saved-filters"
#define SHOWN_NAME "shown-query"

/* What cannot be read any more is as if it never was. */
static GVariant *
parse (const GVariantType *type, const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *value = text != NULL ? g_variant_parse (type, text, NULL, NULL, &error) : NULL;

  if (error != NULL)
    g_warning ("What was kept of the filters cannot be read: %s", error->message);
  return value;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *text = NULL;
  GVariant *filters = NULL;
  GError *error = NULL;

  text = foyer_setting_store_get_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  filters = parse (FOYER_SAVED_FILTERS_TYPE, text);
  if (filters == NULL)
    filters = g_variant_ref_sink (g_variant_new_array (g_variant_type_element (FOYER_SAVED_FILTERS_TYPE), NULL, 0));
  g_task_return_pointer (task, filters, (GDestroyNotify) g_variant_unref);
}

void
foyer_session_list_filters_async (FoyerSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (FOYER_IS_SESSION (self));

  foyer_setting_store_get_async (
      self->precious, SAVED_NAME, cancellable, read_cb,
      foyer_session_start (self, FALSE, cancellable, callback, user_data, foyer_session_list_filters_async));
}

/**
 * foyer_session_list_filters_finish:
 *
 * Returns: (transfer full): the filters, of the type `FOYER_SAVED_FILTERS_TYPE`
 */
GVariant *
foyer_session_list_filters_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (foyer_setting_store_set_finish (FOYER_PRECIOUS_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_session_save_filters_async:
 * @filters: all of them, of the type `FOYER_SAVED_FILTERS_TYPE`
 */
void
foyer_session_save_filters_async (
    FoyerSession *self, GVariant *filters, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (g_variant_is_of_type (filters, FOYER_SAVED_FILTERS_TYPE));

  text = g_variant_print (filters, TRUE);
  foyer_setting_store_set_async (
      self->precious, SAVED_NAME, text, cancellable, kept_cb,
      foyer_session_start (self, FALSE, cancellable, callback, user_data, foyer_session_save_filters_async));
}

gboolean
foyer_session_save_filters_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
shown_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *text = NULL;
  g_autoptr (GVariant) values = NULL;
  GError *error = NULL;

  text = foyer_setting_store_get_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  values = parse (G_VARIANT_TYPE_VARDICT, text);
  g_task_return_pointer (task, values != NULL ? foyer_lead_query_new_from_variant (values) : NULL,
                         (GDestroyNotify) foyer_lead_query_free);
}

void
foyer_session_load_shown_query_async (FoyerSession *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (FOYER_IS_SESSION (self));

  foyer_setting_store_get_async (
      self->precious, SHOWN_NAME, cancellable, shown_read_cb,
      foyer_session_start (self, FALSE, cancellable, callback, user_data, foyer_session_load_shown_query_async));
}

/**
 * foyer_session_load_shown_query_finish:
 *
 * Returns: (transfer full) (nullable): how the list was shown last
 */
FoyerLeadQuery *
foyer_session_load_shown_query_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
foyer_session_save_shown_query_async (FoyerSession *self,
                                      const FoyerLeadQuery *query,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (FoyerLeadQuery) shown = NULL;
  g_autoptr (GVariant) values = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (FOYER_IS_SESSION (self));

  shown = foyer_lead_query_copy (query);
  foyer_lead_query_set_text (shown, NULL);
  values = g_variant_ref_sink (foyer_lead_query_to_variant (shown));
  text = g_variant_print (values, TRUE);
  foyer_setting_store_set_async (
      self->precious, SHOWN_NAME, text, cancellable, kept_cb,
      foyer_session_start (self, FALSE, cancellable, callback, user_data, foyer_session_save_shown_query_async));
}

gboolean
foyer_session_save_shown_query_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
