/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies and people that are added, with a mark of our own in externalId, and found again by it (platform-api.md,
 * 6).
 */

#include "foyer-directory-service-private.h"

#include "foyer-json.h"
#include "foyer-party-codec.h"
#include "foyer-text.h"

#define LOOK_PAGES 50 /* beyond it "not there" is not believed */

typedef struct
{
  FoyerPartyKind kind;
  char *mark;   /* owned */
  char *folded; /* owned: the name of what is looked for */
  GArray *marked;
  gboolean shows_marks;
} Look;

static gpointer read_look (JsonObject *row, gboolean *is_bad, gpointer read_data);

static const FoyerCollection collections[] = {
  [FOYER_PARTY_COMPANY] = { "contact", "getCompanyList", read_look, g_object_unref },
  [FOYER_PARTY_PERSON] = { "contact", "getContactList", read_look, g_object_unref },
};

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->mark);
  g_free (look->folded);
  g_clear_pointer (&look->marked, g_array_unref);
  g_free (look);
}

static void
set_text (JsonObject *body, const char *name, const char *text)
{
  g_autofree char *clean = foyer_text_clean (text != NULL ? text : "", FALSE);

  if (*clean != '\0')
    json_object_set_string_member (body, name, clean);
}

/**
 * foyer_directory_service_prepare_add:
 * @party: a company with its name, or a person with both names and an e-mail address; its company is on the platform
 * @mark: what goes into externalId, by which it can be found again
 *
 * Returns: (transfer full): the signed request, to be kept before it is sent with foyer_client_send_async()
 */
FoyerRequest *
foyer_directory_service_prepare_add (FoyerDirectoryService *self, FoyerParty *party, const char *mark)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_company;

  g_return_val_if_fail (FOYER_IS_DIRECTORY_SERVICE (self) && FOYER_IS_PARTY (party) && mark != NULL, NULL);

  is_company = foyer_party_get_kind (party) == FOYER_PARTY_COMPANY;
  json_object_set_string_member (body, "externalId", mark);
  if (is_company)
    set_text (body, "businessName", foyer_party_get_name (party));
  else
    {
      set_text (body, "firstName", foyer_party_get_first_name (party));
      set_text (body, "lastName", foyer_party_get_last_name (party));
      if (foyer_party_get_company_id (party) > 0)
        {
          JsonArray *companies = json_array_new ();

          json_array_add_int_element (companies, foyer_party_get_company_id (party));
          json_object_set_array_member (body, "companies", companies);
        }
    }
  set_text (body, "email", foyer_party_get_email (party));
  set_text (body, "phone", foyer_party_get_phone (party));
  bytes = foyer_json_to_bytes (body);
  return foyer_client_prepare (foyer_directory_service_get_client (self), FOYER_CALL_ADD, "contact",
                               is_company ? "addOrUpdateCompany" : "addOrUpdateContact", bytes);
}

/* Only what carries the mark, or could be it where no marks are shown. */
static gpointer
read_look (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  Look *look = read_data;
  gint64 id = foyer_json_get_id (row, "id");
  g_autofree char *mark = foyer_json_get_text (row, "externalId");
  g_autofree char *folded = NULL;
  g_autoptr (FoyerParty) party = NULL;

  look->shows_marks |= json_object_has_member (row, "externalId");
  party = foyer_party_codec_read (row, look->kind, 0);
  if (g_strcmp0 (mark, look->mark) == 0)
    {
      g_array_append_val (look->marked, id);
      *is_bad = party == NULL;
      return g_steal_pointer (&party);
    }
  if (party == NULL)
    return NULL;
  folded = foyer_text_fold (foyer_party_get_name (party));
  return g_str_equal (folded, look->folded) ? g_steal_pointer (&party) : NULL;
}

void
foyer_directory_look_free (FoyerDirectoryLook *self)
{
  foyer_page_free (self->page);
  g_array_unref (self->marked);
  g_free (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  FoyerPage *page = foyer_collection_fetch_all_finish (FOYER_CLIENT (source), result, &error);
  FoyerDirectoryLook *seen;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  seen = g_new0 (FoyerDirectoryLook, 1);
  seen->page = page;
  seen->marked = g_steal_pointer (&look->marked);
  seen->shows_marks = look->shows_marks || page->n_received == 0;
  g_task_return_pointer (task, seen, (GDestroyNotify) foyer_directory_look_free);
}

/**
 * foyer_directory_service_look_async:
 * @party: what was added
 * @mark: its externalId
 * @since: unix seconds by the platform's clock: before it was added
 *
 * Asks for what was added or changed since; people can be asked for by the mark, too. What the platform honours of that
 * makes the answer longer or shorter, not wrong.
 */
void
foyer_directory_service_look_async (FoyerDirectoryService *self,
                                    FoyerParty *party,
                                    const char *mark,
                                    gint64 since,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();
  Look *look;

  g_return_if_fail (FOYER_IS_DIRECTORY_SERVICE (self) && FOYER_IS_PARTY (party) && mark != NULL);

  look = g_new0 (Look, 1);
  look->kind = foyer_party_get_kind (party);
  look->mark = g_strdup (mark);
  look->folded = foyer_text_fold (foyer_party_get_name (party));
  look->marked = g_array_new (FALSE, FALSE, sizeof (gint64));
  foyer_filter_add_time (filter, "fromModifiedDate", since);
  if (look->kind == FOYER_PARTY_PERSON)
    foyer_filter_add_text (filter, "externalId", mark);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_directory_service_look_async);
  g_task_set_task_data (task, look, look_free);
  foyer_collection_fetch_all_async (&collections[look->kind], foyer_directory_service_get_client (self), filter, look,
                                    NULL, LOOK_PAGES, cancellable, looked_cb, g_steal_pointer (&task));
}

/**
 * foyer_directory_service_look_finish:
 *
 * Returns: (transfer full): what was seen, or `NULL` with an error of the client's
 */
FoyerDirectoryLook *
foyer_directory_service_look_finish (FoyerDirectoryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
