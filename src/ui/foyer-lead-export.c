/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filtered list as a CSV file: a hundred leads at a time, so that a long list needs no more memory than a short
 * one. Until it is complete, a file that was there before stays. */

#include "config.h"

#include "foyer-lead-export.h"

#include "foyer-csv.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

#define N_AT_ONCE 100

typedef struct
{
  GArray *ids;               /* owned, nullable; of gint64 */
  GFileOutputStream *stream; /* owned, nullable */
  GString *csv;              /* owned; what is written next */
  FoyerLeadQuery *query;     /* owned */
  guint n_asked;
  gssize n_written;
} Export;

/* What the platform does not tell in its list is not in the mirror: an empty column would say that there is nothing. */
static gboolean
is_column (FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

  return foyer_lead_field_is_readable (field)
         && !(info->kind == FOYER_KIND_ID && info->picklist == FOYER_PICKLIST_NONE);
}

static void
export_free (gpointer data)
{
  Export *self = data;

  /* A stream that is only let go of would put what there is of it in the place of the file. */
  if (self->stream != NULL && !g_output_stream_is_closed (G_OUTPUT_STREAM (self->stream)))
    {
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close_async (G_OUTPUT_STREAM (self->stream), G_PRIORITY_DEFAULT, cancelled, NULL, NULL);
    }
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->stream);
  g_string_free (self->csv, TRUE);
  foyer_lead_query_free (self->query);
  g_free (self);
}

static char *
dup_date (gint64 date)
{
  g_autoptr (GDateTime) time = date != 0 ? g_date_time_new_from_unix_utc (date) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static char *
dup_value (FoyerLead *lead, FoyerLeadField field, FoyerPicklists *picklists)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  FoyerPicklistItem *item;
  gint64 id;

  if (info->kind == FOYER_KIND_DATE)
    return dup_date (foyer_lead_get_date (lead, field));
  if (info->kind == FOYER_KIND_TEXT)
    return g_strdup (foyer_lead_get_text (lead, field));
  id = foyer_lead_get_id (lead, field);
  item = foyer_picklist_lookup (foyer_picklists_get (picklists, info->picklist), id);
  if (item != NULL)
    return g_strdup (foyer_picklist_item_get_title (item));
  return id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
}

static void
add_line (Export *self, FoyerLead *lead, FoyerPicklists *picklists)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (values, lead != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, foyer_lead_get_platform_id (lead))
                                        : g_strdup (C_ ("column of a table", "Number")));
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (is_column (field) && lead != NULL)
      g_ptr_array_add (values, dup_value (lead, field, picklists));
    else if (is_column (field))
      g_ptr_array_add (
          values, g_strdup (g_dpgettext2 (NULL, FOYER_LEAD_FIELD_CONTEXT, foyer_lead_field_get_info (field)->label)));
  foyer_csv_append (self->csv, (const char *const *) values->pdata, values->len);
}

static void write_more (GTask *task);

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    g_task_return_int (task, ((Export *) g_task_get_task_data (task))->n_written);
  else
    g_task_return_error (task, error);
}

static void
leads_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  FoyerPicklists *picklists = foyer_session_get_picklists (FOYER_SESSION (source));
  GError *error = NULL;
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (FOYER_SESSION (source), result, &error);

  if (leads == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < leads->len; i++)
    add_line (self, leads->pdata[i], picklists);
  self->n_written += leads->len;
  write_more (g_steal_pointer (&task));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  FoyerSession *session = g_task_get_source_object (task);
  g_autoptr (GArray) ids = NULL;
  guint n;
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_string_truncate (self->csv, 0);
  n = MIN (N_AT_ONCE, self->ids->len - self->n_asked);
  if (n == 0)
    {
      g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT, cancellable, closed_cb,
                                   g_steal_pointer (&task));
      return;
    }
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (ids, &g_array_index (self->ids, gint64, self->n_asked), n);
  self->n_asked += n;
  foyer_session_load_leads_async (session, ids, cancellable, leads_read_cb, g_steal_pointer (&task));
}

static void
write_more (GTask *task)
{
  Export *self = g_task_get_task_data (task);

  g_output_stream_write_all_async (G_OUTPUT_STREAM (self->stream), self->csv->str, self->csv->len, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), written_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = g_file_replace_finish (G_FILE (source), result, &error);
  if (self->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Spreadsheets take a file without this mark for one in an older encoding. */
  g_string_append (self->csv, "\xef\xbb\xbf");
  add_line (self, NULL, NULL);
  write_more (g_steal_pointer (&task));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GFile *file = g_object_get_data (G_OBJECT (task), "file");
  GError *error = NULL;

  self->ids = foyer_session_list_ids_finish (FOYER_SESSION (source), result, &error);
  if (self->ids == NULL)
    g_task_return_error (task, error);
  else
    /* Not cancelled: a stream that opened all the same would be let go of, and empty the file. The first write is. */
    g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                          G_PRIORITY_DEFAULT, NULL, opened_cb, g_steal_pointer (&task));
}

void
foyer_lead_export_async (FoyerSession *session,
                         const FoyerLeadQuery *query,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Export *self = g_new0 (Export, 1);

  self->csv = g_string_new (NULL);
  self->query = foyer_lead_query_copy (query);
  g_task_set_source_tag (task, foyer_lead_export_async);
  g_task_set_task_data (task, self, export_free);
  g_object_set_data_full (G_OBJECT (task), "file", g_object_ref (file), g_object_unref);
  foyer_session_list_ids_async (session, self->query, cancellable, listed_cb, task);
}

gssize
foyer_lead_export_finish (FoyerSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), -1);
  return g_task_propagate_int (G_TASK (result), error);
}
