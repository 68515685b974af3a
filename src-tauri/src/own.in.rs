// What the shell does for the window besides the command table. Included by build.rs (permissions) and by
// main.rs (handlers): a command stands here and in own.rs, and nowhere else.
own! {
    shell_interactive,
    shell_open_desk,
    shell_open_external,
    shell_pick_file,
    shell_print,
    shell_save_file,
    shell_shown,
}
