/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was committed, one JSON object a line, appended before anything is answered. The first line says on which sample
 * data. A last line without its end was never answered: it is cut off. Anything else that cannot be read is an error.
 */
#include "foyer-sandbox-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "foyer-sandbox-params.h"
#include "foyer-sandbox-time.h"

#define FORMAT 1

struct _FoyerSandboxJournal
{
  char *path; /* owned */
  FILE *file; /* owned */
  guint line;
};

static gboolean
fail (FoyerSandboxJournal *journal, const char *problem, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: %s", journal->path, journal->line, problem);
  return FALSE;
}

static gboolean
fail_errno (FoyerSandboxJournal *journal, GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", journal->path, g_strerror (code));
  return FALSE;
}

/* The next whole line as an object; NULL at the end, or with ERROR set. */
static JsonObject *
read_line (FoyerSandboxJournal *journal, GError **error)
{
  char *line = NULL; /* of getline (), so not for g_free () */
  size_t size = 0;
  long start = ftell (journal->file);
  ssize_t length = getline (&line, &size, journal->file);
  JsonObject *object = NULL;

  if (length > 0 && line[length - 1] == '\n')
    {
      journal->line++;
      object = foyer_sandbox_params_parse (line, (gsize) length - 1);
      if (object == NULL)
        fail (journal, "This is no JSON object", error);
    }
  else if (length > 0 && ftruncate (fileno (journal->file), start) != 0)
    fail_errno (journal, error);
  else if (ferror (journal->file))
    fail_errno (journal, error);
  free (line);
  return object;
}

/* One write, so that a line is there whole or is the last one. */
static gboolean
write_line (FoyerSandboxJournal *journal, FoyerSandboxWriter *writer, GError **error)
{
  gsize length;
  g_autofree char *line = NULL;

  g_string_append_c (writer->text, '\n');
  line = foyer_sandbox_writer_finish (writer, &length);
  journal->line++;
  for (gsize done = 0; done < length;)
    {
      ssize_t written = write (fileno (journal->file), line + done, length - done);

      if (written < 0 && errno != EINTR)
        return fail_errno (journal, error);
      done += (gsize) MAX (written, 0);
    }
  return TRUE;
}

static gboolean
write_origin (FoyerSandboxJournal *journal, const FoyerSandboxOrigin *origin, GError **error)
{
  FoyerSandboxWriter writer;
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, origin->seed);

  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_integer (&writer, "journal", FORMAT);
  foyer_sandbox_writer_text (&writer, "seed", seed);
  foyer_sandbox_writer_integer (&writer, "leads", origin->leads);
  foyer_sandbox_writer_time (&writer, "epoch", origin->epoch);
  foyer_sandbox_writer_close_object (&writer);
  return write_line (journal, &writer, error)
         && (fseek (journal->file, 0, SEEK_END) == 0 || fail_errno (journal, error));
}

static gboolean
read_origin (FoyerSandboxJournal *journal, JsonObject *line, FoyerSandboxOrigin *origin, GError **error)
{
  gint64 format;
  const char *seed, *epoch;

  if (foyer_sandbox_params_get_integer (line, "journal", &format) != FOYER_SANDBOX_GIVEN)
    return fail (journal, "This is no journal of a sandbox", error);
  if (format != FORMAT)
    return fail (journal, "This journal is of another version", error);
  if (foyer_sandbox_params_get_text (line, "seed", &seed) != FOYER_SANDBOX_GIVEN
      || !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &origin->seed, NULL)
      || foyer_sandbox_params_get_integer (line, "leads", &origin->leads) != FOYER_SANDBOX_GIVEN || origin->leads < 0
      || origin->leads > FOYER_SANDBOX_MAX_LEADS
      || foyer_sandbox_params_get_text (line, "epoch", &epoch) != FOYER_SANDBOX_GIVEN
      || !foyer_sandbox_time_parse (epoch, &origin->epoch))
    return fail (journal, "The sample data is not named", error);
  return TRUE;
}

/* Opens or makes the file, for this process alone. Of an old one, ORIGIN is what its first line says. */
FoyerSandboxJournal *
foyer_sandbox_journal_open (const char *path, FoyerSandboxOrigin *origin, GError **error)
{
  g_autoptr (FoyerSandboxJournal) journal = g_new0 (FoyerSandboxJournal, 1);
  g_autoptr (JsonObject) line = NULL;
  g_autoptr (GError) local_error = NULL;
  int descriptor;

  journal->path = g_strdup (path);
  descriptor = g_open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    journal->file = fdopen (descriptor, "a+");
  if (journal->file == NULL || flock (fileno (journal->file), LOCK_EX | LOCK_NB) != 0
      || fseek (journal->file, 0, SEEK_SET) != 0)
    {
      fail_errno (journal, error);
      return NULL;
    }
  line = read_line (journal, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (line != NULL ? read_origin (journal, line, origin, error) : write_origin (journal, origin, error))
    return g_steal_pointer (&journal);
  return NULL;
}

static gboolean
replay_line (FoyerSandboxJournal *journal, FoyerSandboxStore *store, JsonObject *line, GError **error)
{
  FoyerSandboxCall call = { .store = store };
  const FoyerSandboxAction *action;
  const char *time, *name;
  JsonObject *ids, *params;
  FoyerSandboxIds written = { 0 };
  g_auto (GStrv) parts = NULL;
  g_autoptr (FoyerSandboxReply) refusal = NULL;

  if (foyer_sandbox_params_get_text (line, "time", &time) != FOYER_SANDBOX_GIVEN
      || !foyer_sandbox_time_parse (time, &call.now)
      || foyer_sandbox_params_get_text (line, "action", &name) != FOYER_SANDBOX_GIVEN
      || foyer_sandbox_params_get_object (line, "ids", &ids) != FOYER_SANDBOX_GIVEN
      || foyer_sandbox_params_get_object (line, "parameters", &params) != FOYER_SANDBOX_GIVEN)
    return fail (journal, "This is no commit", error);
  parts = g_strsplit (name, "/", 2);
  action = g_strv_length (parts) == 2 ? foyer_sandbox_action_find (parts[0], parts[1]) : NULL;
  if (action == NULL || action->apply == NULL)
    return fail (journal, "There is no such action", error);
  call.params = params;
  refusal = action->judge (&call);
  if (refusal != NULL)
    return fail (journal, "This commit is not valid", error);
  action->reserve (&call);
  foyer_sandbox_params_get_id (ids, "lead", &written.lead);
  foyer_sandbox_params_get_id (ids, "company", &written.company);
  foyer_sandbox_params_get_id (ids, "contact", &written.contact);
  foyer_sandbox_params_get_id (ids, "note", &written.note);
  if (memcmp (&written, &call.ids, sizeof written) != 0)
    return fail (journal, "The ids do not follow from what was before", error);
  action->apply (&call);
  return TRUE;
}

/* Applies every commit to STORE, and to REPLICA unless it is NULL, which are as the origin says. */
gboolean
foyer_sandbox_journal_replay (FoyerSandboxJournal *journal,
                              FoyerSandboxStore *store,
                              FoyerSandboxStore *replica,
                              GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (TRUE)
    {
      g_autoptr (JsonObject) line = read_line (journal, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (foyer_sandbox_params_has (line, "fault"))
        continue;
      if (!replay_line (journal, store, line, error)
          || (replica != NULL && !replay_line (journal, replica, line, error)))
        return FALSE;
    }
}

static void
write_nonzero (FoyerSandboxWriter *writer, const char *name, gint64 id)
{
  if (id != 0)
    foyer_sandbox_writer_integer (writer, name, id);
}

gboolean
foyer_sandbox_journal_append (FoyerSandboxJournal *journal,
                              const FoyerSandboxAction *action,
                              const FoyerSandboxCall *call,
                              const FoyerSandboxSender *sender,
                              const FoyerSandboxReply *reply,
                              GError **error)
{
  FoyerSandboxWriter writer;
  g_autofree char *name = g_strdup_printf ("%s/%s", action->space, action->name);
  g_autoptr (JsonNode) params = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (params, call->params);
  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_time (&writer, "time", call->now);
  foyer_sandbox_writer_text (&writer, "action", name);
  foyer_sandbox_writer_text (&writer, "requestDate", sender->date);
  foyer_sandbox_writer_text (&writer, "key", sender->key);
  foyer_sandbox_writer_open_object (&writer, "ids");
  write_nonzero (&writer, "lead", call->ids.lead);
  write_nonzero (&writer, "company", call->ids.company);
  write_nonzero (&writer, "contact", call->ids.contact);
  write_nonzero (&writer, "note", call->ids.note);
  foyer_sandbox_writer_close_object (&writer);
  foyer_sandbox_writer_node (&writer, "parameters", params);
  foyer_sandbox_writer_raw (&writer, "result", foyer_sandbox_reply_get_text (reply, NULL));
  foyer_sandbox_writer_close_object (&writer);
  return write_line (journal, &writer, error);
}

/* A fault that struck a request. OUTCOME and REQUEST_DATE may be NULL, and ACTION, of a request that names none. */
gboolean
foyer_sandbox_journal_append_fault (FoyerSandboxJournal *journal,
                                    const char *fault,
                                    const char *outcome,
                                    const FoyerSandboxAction *action,
                                    const char *request_date,
                                    GError **error)
{
  FoyerSandboxWriter writer;
  g_autofree char *name = action != NULL ? g_strdup_printf ("%s/%s", action->space, action->name) : NULL;

  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_time (&writer, "time", foyer_sandbox_time_now ());
  foyer_sandbox_writer_text (&writer, "fault", fault);
  if (outcome != NULL)
    foyer_sandbox_writer_text (&writer, "outcome", outcome);
  foyer_sandbox_writer_text (&writer, "action", name);
  foyer_sandbox_writer_text (&writer, "requestDate", request_date);
  foyer_sandbox_writer_close_object (&writer);
  return write_line (journal, &writer, error);
}

void
foyer_sandbox_journal_close (FoyerSandboxJournal *journal)
{
  if (journal->file != NULL)
    fclose (journal->file);
  g_free (journal->path);
  g_free (journal);
}
